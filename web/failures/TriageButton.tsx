import { lazy, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { FailureGroup } from "../../server/contract";
import { useDialog } from "../ui/useDialog";
import { useGroupTitle } from "./useGroupTitle";

const load = () => import("./TriageDialog");
const TriageDialog = lazy(load);

/** Opens what acknowledges, mutes or resolves a group. */
export function TriageButton({ connection, group }: { connection: string; group: FailureGroup }) {
  const { t } = useTranslation();
  const titleOf = useGroupTitle();
  const button = useRef<HTMLButtonElement>(null);
  const title = titleOf(group);
  const [dialog, open] = useDialog((onClose) => (
    <TriageDialog
      connection={connection}
      group={group}
      title={title}
      onClose={() => {
        onClose();
        // A group that is hidden now takes its button along: then the focus goes to the list.
        requestAnimationFrame(() => button.current?.focus());
      }}
    />
  ));
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="dialog"
        aria-label={t("failures.triage.openOf", { group: title })}
        onPointerEnter={() => void load()}
        onFocus={() => void load()}
        onClick={open}
        className="rounded-sm px-1 text-subtle text-xs underline decoration-line-strong underline-offset-2 hover:text-text print:hidden"
      >
        {t("failures.triage.open")}
      </button>
      {dialog}
    </>
  );
}
