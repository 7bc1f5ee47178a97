import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Link, type LinkProps } from "../../ui/Link";

interface NameCellProps extends Pick<LinkProps, "to" | "state" | "replace" | "preventScrollReset"> {
  name: string;
  title?: string | undefined;
  /** A phone shows all of a long name, on several lines. */
  wraps?: true;
  className?: string;
  /** The lines below the name: an id, and on a phone what the other columns say. */
  children?: ReactNode;
}

/** In compact rows an id stands beside the name instead of under it. */
const oneLine =
  "md:in-data-[density=compact]:flex md:in-data-[density=compact]:items-center md:in-data-[density=compact]:gap-2 print:block!";

/** The first cell, which names its row and links to what the row opens. The row itself is the tab stop. */
export function NameCell({ name, wraps, className, children, ...link }: NameCellProps) {
  return (
    <div
      className={clsx(
        oneLine,
        "min-w-0 py-1 md:in-data-[density=compact]:py-0 print:py-0",
        className,
      )}
    >
      <Link
        {...link}
        data-row-link
        tabIndex={-1}
        className={clsx(
          "block min-w-0 font-medium hover:underline md:in-data-[density=compact]:max-w-full md:in-data-[density=compact]:shrink-0",
          wraps ? "wrap-anywhere md:truncate" : "truncate",
        )}
      >
        {name}
      </Link>
      {children}
    </div>
  );
}
