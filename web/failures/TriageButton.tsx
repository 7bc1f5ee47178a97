import { lazy, useLayoutEffect, useRef } from "react";
import type { FailureGroup } from "../../server/contract";
import { useTranslation } from "../i18n/translation";
import { useDialog } from "../ui/useDialog";
import { useGroupTitle } from "./useGroupTitle";

const load = () => import("./TriageDialog");
const TriageDialog = lazy(load);

interface TriageButtonProps {
  connection: string;
  group: FailureGroup;
  /** Called when it was changed, and read again. */
  onChanged: () => void;
}

/** Opens what acknowledges, mutes or resolves a group. */
export function TriageButton({ connection, group, onChanged }: TriageButtonProps) {
  const { t } = useTranslation();
  const titleOf = useGroupTitle();
  const button = useRef<HTMLButtonElement>(null);
  const title = titleOf(group);
  // A group that is hidden takes its button along: the focus stays in the list.
  useLayoutEffect(() => {
    const own = button.current;
    return () => {
      if (document.activeElement === own) own?.closest<HTMLElement>("ul[tabindex]")?.focus();
    };
  }, []);
  const [dialog, open] = useDialog((onClose) => (
    <TriageDialog
      connection={connection}
      group={group}
      title={title}
      onClose={onClose}
      onChanged={onChanged}
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
