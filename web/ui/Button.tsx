import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";

const variants = {
  outline: "border border-line-strong bg-surface text-text hover:not-disabled:bg-hover",
  quiet: "text-muted hover:not-disabled:bg-hover hover:not-disabled:text-text",
};

const base =
  "inline-flex shrink-0 select-none items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap transition-colors disabled:text-subtle disabled:opacity-55 aria-disabled:text-subtle aria-disabled:opacity-55 data-popup-open:bg-inset data-popup-open:text-text print:hidden";

/** The class of a button, for elements that must be something else: a link, a menu's trigger. */
export const buttonClass = (variant: keyof typeof variants = "outline", more?: string | false) =>
  clsx(base, variants[variant], "h-8 px-2.5 text-sm", more);

interface ButtonProps extends ComponentProps<"button"> {
  variant?: keyof typeof variants;
  icon?: LucideIcon;
}

/** A button with a label, and an icon before it where it helps. */
export function Button({ variant, icon: Icon, className, children, ...rest }: ButtonProps) {
  return (
    <button type="button" className={buttonClass(variant, className)} {...rest}>
      {Icon && <Icon aria-hidden className="size-3.5" />}
      {children}
    </button>
  );
}

interface IconButtonProps extends Omit<ComponentProps<"button">, "children" | "aria-label"> {
  /** What it does: read aloud and shown as the tooltip. */
  label: string;
  icon: LucideIcon;
  size?: "sm" | "md";
}

/** A button that is only an icon. Its label is required. */
export function IconButton({
  label,
  icon: Icon,
  size = "md",
  className,
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={clsx(base, variants.quiet, size === "md" ? "size-8" : "size-6", className)}
      {...rest}
    >
      <Icon aria-hidden className={size === "md" ? "size-4" : "size-3.5"} />
    </button>
  );
}
