import { Combobox } from "@base-ui/react/combobox";
import { Dialog } from "@base-ui/react/dialog";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import type { Coverage } from "../../server/contract";
import { problemOf } from "../api/problem";
import { searchQuery } from "../api/search";
import { useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import { problemMessages } from "../problems/problem-messages";
import { StatusBadge } from "../status/StatusBadge";
import { type ComboboxGroup, ComboboxPanel } from "../ui/ComboboxPanel";
import { DateTime } from "../ui/DateTime";
import { useDebounced } from "../ui/useDebounced";
import { type SearchResult, searchResults } from "./search-results";

/** Any instance or snapshot of any connection, by id, name, image or label. Unmounted when closed. */
export default function SearchDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const typed = text.trim();
  const q = useDebounced(typed, 120);
  const query = useQuery({ ...searchQuery(q), enabled: q !== "" });
  // What was found for another text is never offered: Enter would open the wrong thing.
  const answer = q === typed && q !== "" ? query.data : undefined;
  const results = answer ? searchResults(answer) : { instances: [], snapshots: [] };
  const groups: ComboboxGroup<SearchResult>[] = [
    { label: t("instances.title"), items: results.instances },
    { label: t("search.snapshots"), items: results.snapshots },
  ].filter(({ items }) => items.length > 0);

  return (
    <Dialog.Root open onOpenChange={(open) => open || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-menu bg-text/25 print:hidden" />
        <Dialog.Popup className="fixed inset-x-3 top-[10vh] z-dialog mx-auto flex max-h-[75vh] max-w-2xl flex-col overflow-hidden rounded-lg border border-line bg-raised shadow-pop outline-none print:hidden">
          <Dialog.Title className="sr-only">{t("search.title")}</Dialog.Title>
          <Combobox.Root<SearchResult>
            inline
            open
            items={groups}
            filter={null}
            value={null}
            inputValue={text}
            onInputValueChange={setText}
            onValueChange={(result) => {
              if (result === null) return;
              onClose();
              navigate(result.href);
            }}
            itemToStringLabel={(result) => result.name ?? result.id}
            isItemEqualToValue={(a, b) => a.key === b.key}
            autoHighlight
          >
            <ComboboxPanel<SearchResult>
              large
              label={t("search.title")}
              hint={t("search.hint")}
              status={
                query.error !== null
                  ? problemMessages(t, problemOf(query.error)).title
                  : answer && groups.length === 0
                    ? t("search.none", { q })
                    : null
              }
              keyOf={({ key }) => key}
            >
              {(result) => <ResultLine result={result} />}
            </ComboboxPanel>
          </Combobox.Root>
          {answer && <CoverageNote coverage={answer.coverage} />}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function ResultLine({ result }: { result: SearchResult }) {
  const { t } = useTranslation();
  return (
    <>
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{result.name ?? t("instances.unnamed")}</span>
        <span className="block truncate text-subtle text-xs">
          {result.connection} · <code className="font-mono">{result.id}</code>
          {result.context && ` · ${result.context}`}
        </span>
      </span>
      {result.at && (
        <span className="max-sm:hidden">
          <DateTime at={result.at} />
        </span>
      )}
      <StatusBadge status={result.status} {...(result.phase ? { phase: result.phase } : {})} />
    </>
  );
}

/** How much of the account was searched: nothing found in half of it means little. */
function CoverageNote({ coverage }: { coverage: Coverage }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  return (
    <p className="border-line border-t px-4 py-2 text-subtle text-xs">
      {t("coverage.read", {
        count: coverage.instances,
        read: number(coverage.read),
        total: number(coverage.instances),
      })}
    </p>
  );
}
