import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { EmptyState } from "../ui/EmptyState";
import { PageTitle } from "./PageTitle";

interface EmptyPageProps {
  icon: LucideIcon;
  title: string;
  hint: ReactNode;
  /** What to do next. */
  action: ReactNode;
}

/** A page that has nothing to show: why, and what to do next. */
export const EmptyPage = ({ title, ...rest }: EmptyPageProps) => (
  <>
    <PageTitle parts={[title]} />
    <h1 className="sr-only">{title}</h1>
    <EmptyState title={title} {...rest} />
  </>
);
