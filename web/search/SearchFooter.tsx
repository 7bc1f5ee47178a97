import { clsx } from "clsx";
import { useTranslation } from "react-i18next";
import type { Coverage } from "../../server/contract";
import { useFormat } from "../i18n/format";

interface SearchFooterProps {
  /** Of what was found; undefined while nothing is. */
  coverage: Coverage | undefined;
  /** Forgets what was opened and searched for; null where there is none in view. */
  onClear: (() => void) | null;
}

/** How much of the account was searched, for nothing found in half of it means little; and which keys there are. */
export function SearchFooter({ coverage, onClear }: SearchFooterProps) {
  const { t } = useTranslation();
  const { number } = useFormat();
  return (
    <div
      className={clsx(
        "flex min-h-9 flex-wrap items-center gap-x-4 border-line border-t px-4 py-1.5 text-subtle text-xs",
        // A phone has no keys to tell of.
        coverage === undefined && onClear === null && "max-sm:hidden",
      )}
    >
      {coverage !== undefined && (
        <p>
          {t("coverage.read", {
            count: coverage.instances,
            read: number(coverage.read),
            total: number(coverage.instances),
          })}
        </p>
      )}
      {onClear !== null && (
        <button
          type="button"
          onClick={(event) => {
            // The button goes with what it clears.
            event.currentTarget.closest("[role=dialog]")?.querySelector("input")?.focus();
            onClear();
          }}
          className="rounded-sm font-medium text-muted underline-offset-2 hover:text-text hover:underline"
        >
          {t("search.clearRecent")}
        </button>
      )}
      <p className="ms-auto flex gap-3 max-sm:hidden">
        <Key caps="↑ ↓" does={t("search.move")} />
        <Key caps="Enter" does={t("search.go")} />
        <Key caps="Ctrl Enter" does={t("search.newTab")} />
      </p>
    </div>
  );
}

const Key = ({ caps, does }: { caps: string; does: string }) => (
  <span className="whitespace-nowrap">
    <kbd className="font-sans">{caps}</kbd> {does}
  </span>
);
