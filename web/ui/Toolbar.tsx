import type { ReactNode } from "react";

/** The row of controls above a list. */
export const Toolbar = ({ children, end }: { children: ReactNode; end?: ReactNode }) => (
  <div className="flex flex-wrap items-center gap-2 border-line border-b bg-surface px-4 py-2 print:hidden">
    {children}
    {end && <div className="ms-auto flex flex-wrap items-center justify-end gap-1">{end}</div>}
  </div>
);
