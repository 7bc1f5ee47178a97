import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

const tones = {
  // Success is quiet: only what needs attention has a background.
  success: "text-muted [&>svg]:text-success",
  danger: "bg-danger-tint text-danger",
  info: "bg-info-tint text-info [&>svg]:pulse",
  waiting: "bg-warn-tint text-warn",
  neutral: "text-muted [&>svg]:text-subtle",
};

interface BadgeProps {
  tone: keyof typeof tones;
  icon: LucideIcon;
  title?: string | undefined;
  children: ReactNode;
}

/** A short word with its icon and tone; never colour alone. */
export function Badge({ tone, icon: Icon, title, children }: BadgeProps) {
  return (
    <span
      title={title}
      className={clsx(
        "inline-flex align-middle h-5.5 max-w-full items-center gap-1.5 rounded-sm px-1.5 font-medium text-xs print:px-0 print:h-auto",
        tones[tone],
      )}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" strokeWidth={2.25} />
      <span className="truncate">{children}</span>
    </span>
  );
}
