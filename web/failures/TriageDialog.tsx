import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import type { FailureGroup, TriageRequest, TriageStatus } from "../../server/contract";
import { changeTriage } from "../api/failure-group";
import { useTranslation } from "../i18n/translation";
import { ProblemLine } from "../problems/ProblemLine";
import { announce } from "../ui/announce";
import { Button } from "../ui/Button";
import { Modal } from "../ui/Modal";
import { MuteUntil, type Muting, muteFor, startMuting } from "./MuteUntil";

interface TriageDialogProps {
  connection: string;
  group: FailureGroup;
  title: string;
  onClose: () => void;
  /** Called when it was changed, and read again. */
  onChanged: () => void;
}

const longestNote = 500;
const field =
  "w-full rounded-md border border-line-strong bg-surface px-2.5 text-sm text-text placeholder:text-subtle";

/** Acknowledges, mutes or resolves a group for everybody, with a note and an issue's address, or takes that back. */
export default function TriageDialog({
  connection,
  group,
  title,
  onClose,
  onChanged,
}: TriageDialogProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const id = useId();
  const { triage } = group;
  const current: TriageStatus = triage === null || triage.back !== null ? "open" : triage.status;
  const [status, setStatus] = useState<TriageStatus>(current === "open" ? "acknowledged" : current);
  const [muting, setMuting] = useState<Muting>(startMuting);
  const [note, setNote] = useState(triage?.note ?? "");
  const [link, setLink] = useState(triage?.link ?? "");

  const change = useMutation({
    mutationFn: (request: TriageRequest) => changeTriage(connection, request),
    onSuccess: async () => {
      announce(t(`failures.triage.done.${status}`));
      onClose();
      await Promise.all(
        ["failures", "failure-group"].map((name) =>
          client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === name }),
        ),
      );
      onChanged();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const muted = status === "muted" ? muteFor(muting, Date.now()) : { untilGrows: false };
    const open = status === "open";
    change.mutate({
      group: group.key,
      status,
      ...muted,
      note: open ? "" : note.trim(),
      link: open ? "" : link.trim(),
    });
  };
  const statuses = [
    "acknowledged",
    "muted",
    "resolved",
    ...(current === "open" ? [] : ["open" as const]),
  ] as const;
  return (
    <Modal title={t("failures.triage.title")} onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4 text-sm">
        <p className="wrap-anywhere font-medium">{title}</p>
        <fieldset className="flex flex-col gap-2">
          <legend className="sr-only">{t("failures.triage.what")}</legend>
          {statuses.map((each) => (
            <label key={each} className="flex items-baseline gap-2">
              <input
                type="radio"
                name={id}
                checked={status === each}
                onChange={() => setStatus(each)}
                className="accent-accent"
              />
              <span>
                <span className="font-medium">{t(`failures.triage.choices.${each}.title`)}</span>
                <span className="block text-subtle text-xs">
                  {t(`failures.triage.choices.${each}.hint`)}
                </span>
              </span>
            </label>
          ))}
        </fieldset>
        {status === "muted" && <MuteUntil muting={muting} onChange={setMuting} />}
        {status !== "open" && (
          <>
            <label>
              <span className="mb-1 flex justify-between font-medium text-xs">
                {t("failures.triage.note")}
                <span className="font-normal text-subtle">
                  {note.length}/{longestNote}
                </span>
              </span>
              <textarea
                value={note}
                maxLength={longestNote}
                rows={3}
                onChange={(event) => setNote(event.target.value)}
                className={`${field} py-1.5`}
              />
            </label>
            <label>
              <span className="mb-1 block font-medium text-xs">{t("failures.triage.link")}</span>
              <input
                type="url"
                pattern="https?://.+"
                title={t("failures.triage.linkHint")}
                placeholder="https://"
                value={link}
                maxLength={500}
                onChange={(event) => setLink(event.target.value)}
                className={`${field} h-8`}
              />
            </label>
          </>
        )}
        {change.error !== null && (
          <ProblemLine
            what={t("failures.triage.failed")}
            error={change.error}
            onRetry={() => change.reset()}
          />
        )}
        <div className="flex items-center justify-between gap-3">
          <p className="text-subtle text-xs">{t("failures.triage.shared")}</p>
          <Button type="submit" disabled={change.isPending}>
            {t("failures.triage.save")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
