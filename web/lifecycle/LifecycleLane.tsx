import { LifecycleMark } from "./LifecycleMark";
import type { Slot } from "./read-lifecycle";

interface LifecycleLaneProps {
  slots: readonly Slot[];
  /** What the lane shows, in words. */
  label: string;
}

/** Under each snapshot's bar what the instance did until the next one: a line while it ran, a mark where it did not. */
export function LifecycleLane({ slots, label }: LifecycleLaneProps) {
  return (
    <div role="img" aria-label={label} className="mt-0.5 flex h-2">
      {slots.map(({ snapshot, mark, stopped }) => (
        <span
          key={snapshot.snapshotId}
          className="relative flex w-1.75 shrink-0 @max-md:nth-last-[n+31]:hidden"
        >
          {!stopped && mark === null && (
            <span className="absolute inset-x-0 top-1/2 print-color h-px bg-line-strong" />
          )}
          {mark !== null && <LifecycleMark kind={mark} />}
        </span>
      ))}
    </div>
  );
}
