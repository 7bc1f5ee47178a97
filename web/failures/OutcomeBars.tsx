import { clsx } from "clsx";
import type { BinOutcome, Outcome } from "../../server/contract";

interface OutcomeBarsProps {
  bin: BinOutcome;
  /** The number at the top of the axis. */
  top: number;
  outcome: Outcome;
}

/** The failed pushes of an hour or a day below the succeeded ones; hatched while it is not over. */
export function OutcomeBars({ bin, top, outcome }: OutcomeBarsProps) {
  const share = (count: number) => ({ height: `${(count / top) * 100}%` });
  return (
    <>
      <span
        className={clsx(
          "print-color mx-[12%] block rounded-t-xs bg-line-strong",
          bin.unfinished && "hatched",
          bin.succeeded > 0 && "min-h-px",
        )}
        style={share(bin.succeeded)}
      />
      {outcome !== "succeeded" && (
        <span
          className={clsx(
            "print-color mx-[12%] block bg-danger",
            bin.unfinished && "hatched",
            bin.failed > 0 && "min-h-0.5",
          )}
          style={share(bin.failed)}
        />
      )}
    </>
  );
}
