import { clsx } from "clsx";

/** A grey bar where text will stand. Hidden from screen readers: whoever shows it says that it loads. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={clsx("pulse inline-block h-2.5 rounded-sm bg-line align-middle", className)}
    />
  );
}
