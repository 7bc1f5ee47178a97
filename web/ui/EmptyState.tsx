import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

interface EmptyStateProps {
  icon: LucideIcon;
  title: string;
  hint?: ReactNode;
  /** What to do next. */
  action?: ReactNode;
}

/** Says that there is nothing, why, and what to do next. */
export function EmptyState({ icon: Icon, title, hint, action }: EmptyStateProps) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-1 px-6 py-16 text-center">
      <Icon aria-hidden className="mb-2 size-5 text-subtle" strokeWidth={1.75} />
      <p className="font-medium text-base text-text">{title}</p>
      {hint && <p className="text-pretty text-muted">{hint}</p>}
      {action && <div className="mt-4 flex gap-2">{action}</div>}
    </div>
  );
}
