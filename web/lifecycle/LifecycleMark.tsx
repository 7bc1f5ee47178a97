import type { MarkKind } from "./read-lifecycle";

/** A shape and a colour for what stands out; the shape alone tells them apart. */
const shapes: Record<MarkKind, { className: string; path: string }> = {
  // A filled square, as a player's stop key.
  interrupted: { className: "text-warn", path: "M0.5 0.5h6v7h-6z" },
  // A diamond.
  overdue: { className: "text-warn", path: "M3.5 0 7 4 3.5 8 0 4z" },
  // A cross.
  saveFailed: {
    className: "text-danger",
    path: "M0.5 1.6 1.6 0.5 3.5 2.9 5.4 0.5 6.5 1.6 4.6 4 6.5 6.4 5.4 7.5 3.5 5.1 1.6 7.5 0.5 6.4 2.4 4z",
  },
  // A small square.
  stopped: { className: "text-muted", path: "M1.5 2h4v4h-4z" },
  // A small triangle, as a player's start key.
  started: { className: "text-subtle", path: "M1.8 1.8 5.8 4 1.8 6.2z" },
};

/** The mark of something in an instance's lifecycle; what it means stands beside it in words. */
export function LifecycleMark({ kind }: { kind: MarkKind }) {
  const { className, path } = shapes[kind];
  return (
    <svg aria-hidden="true" viewBox="0 0 7 8" className={`h-2 w-1.75 shrink-0 ${className}`}>
      <path d={path} fill="currentColor" className="print-color" />
    </svg>
  );
}
