import { clsx } from "clsx";
import type { ReactNode } from "react";
import { Link, type LinkProps } from "react-router";

interface NameCellProps extends Pick<LinkProps, "to" | "state" | "replace" | "preventScrollReset"> {
  name: string;
  title?: string | undefined;
  /** A phone shows all of a long name, on several lines. */
  wraps?: true;
  className?: string;
  /** The lines below the name: an id, and on a phone what the other columns say. */
  children?: ReactNode;
}

/** The first cell, which names its row and links to what the row opens. The row itself is the tab stop. */
export function NameCell({ name, wraps, className, children, ...link }: NameCellProps) {
  return (
    <div className={clsx("min-w-0 py-1 print:py-0", className)}>
      <Link
        {...link}
        data-row-link
        tabIndex={-1}
        className={clsx(
          "block font-medium hover:underline",
          wraps ? "wrap-anywhere md:truncate" : "truncate",
        )}
      >
        {name}
      </Link>
      {children}
    </div>
  );
}
