import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Coverage } from "../../server/contract";
import { readHistoryAgain } from "../api/snapshots";
import { useTranslation } from "../i18n/translation";
import { announce } from "../ui/announce";
import { Button } from "../ui/Button";

/** Reads the instances again that could not be read, and then the lists that count them. */
export function RetryUnread({ failed }: Pick<Coverage, "failed">) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const retry = async () => {
    setBusy(true);
    let left = 0;
    // One after the other, to be gentle with what has just failed.
    for (const { connection, instanceId } of failed) {
      await readHistoryAgain(connection, instanceId).catch(() => left++);
    }
    await client.invalidateQueries({ predicate: ({ queryKey }) => isCovered(queryKey) });
    setBusy(false);
    announce(t(left === 0 ? "coverage.readAgainDone" : "coverage.readAgainLeft", { count: left }));
  };
  return (
    <Button className="mt-1 ms-4" disabled={busy} onClick={() => void retry()}>
      {t(busy ? "coverage.reading" : "coverage.readAgain")}
    </Button>
  );
}

const covered = new Set(["failures", "failure-snapshots", "at-risk"]);
const isCovered = (queryKey: readonly unknown[]) => covered.has(String(queryKey[1]));
