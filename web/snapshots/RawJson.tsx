import { useTranslation } from "react-i18next";
import type { Snapshot } from "../../server/contract";
import { CopyButton } from "../ui/CopyButton";

/** The snapshot as the service gives it, without what Snapdeck derives. */
export function RawJson({ snapshot }: { snapshot: Snapshot }) {
  const { t } = useTranslation();
  const { phase: _phase, durationMs: _durationMs, ...fromService } = snapshot;
  const json = JSON.stringify(fromService, null, 2);
  return (
    <details className="group/raw relative border-line border-t py-3 not-open:print:hidden">
      <summary className="rounded-sm pe-1 font-medium leading-6 text-muted text-xs hover:text-text">
        {t("snapshots.detail.raw")}
      </summary>
      <CopyButton
        text={json}
        what={t("snapshots.detail.raw")}
        className="absolute end-0 top-3 hidden group-open/raw:inline-flex"
      />
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="mt-2 overflow-x-auto rounded-md bg-inset p-3 font-mono text-xs leading-5"
      >
        {json}
      </pre>
    </details>
  );
}
