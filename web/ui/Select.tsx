import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";

/** The platform's own select, styled like the buttons: it opens the platform's own list on a phone. */
export function Select({ className, ...rest }: ComponentProps<"select">) {
  return (
    <span className={clsx("relative inline-flex min-w-0 print:hidden", className)}>
      <select
        className="h-8 w-full min-w-0 appearance-none truncate rounded-md border border-line-strong bg-surface ps-2.5 pe-7 font-medium text-text text-sm hover:bg-hover"
        {...rest}
      />
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute end-2 top-1/2 size-3.5 -translate-y-1/2 text-subtle"
      />
    </span>
  );
}
