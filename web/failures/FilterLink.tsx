import type { ReactNode } from "react";
import { Link } from "../ui/Link";

interface FilterLinkProps {
  to: string;
  /** What it does, which contains what it shows. */
  label: string;
  children: ReactNode;
}

/** A value of pushes that narrows the page to those that have it. */
export const FilterLink = ({ to, label, children }: FilterLinkProps) => (
  <Link
    to={to}
    title={label}
    className="min-w-0 max-w-56 truncate rounded-sm decoration-line-strong underline-offset-2 hover:underline"
  >
    {children}
  </Link>
);
