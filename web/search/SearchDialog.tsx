import { Combobox } from "@base-ui/react/combobox";
import { Dialog } from "@base-ui/react/dialog";
import { useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { Coverage } from "../../server/contract";
import { problemOf } from "../api/problem";
import { searchQuery } from "../api/search";
import { useFormat } from "../i18n/format";
import { useDebounced } from "../instances/useDebounced";
import { problemMessages } from "../problems/problem-messages";
import { StatusBadge } from "../status/StatusBadge";
import { DateTime } from "../ui/DateTime";
import { type Find, searchResults } from "./search-results";

interface FindGroup {
  label: string;
  items: Find[];
}

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
  const finds = answer ? searchResults(answer) : { instances: [], snapshots: [] };
  const groups: FindGroup[] = [
    { label: t("instances.title"), items: finds.instances },
    { label: t("search.snapshots"), items: finds.snapshots },
  ].filter(({ items }) => items.length > 0);

  return (
    <Dialog.Root open onOpenChange={(open) => open || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-menu bg-text/25 print:hidden" />
        <Dialog.Popup className="fixed inset-x-3 top-[10vh] z-dialog mx-auto flex max-h-[75vh] max-w-2xl flex-col overflow-hidden rounded-lg border border-line bg-raised shadow-pop outline-none print:hidden">
          <Dialog.Title className="sr-only">{t("search.title")}</Dialog.Title>
          <Combobox.Root<Find>
            inline
            open
            items={groups}
            filter={null}
            value={null}
            inputValue={text}
            onInputValueChange={setText}
            onValueChange={(find) => {
              if (find === null) return;
              onClose();
              navigate(find.href);
            }}
            itemToStringLabel={(find) => find.name ?? find.id}
            isItemEqualToValue={(a, b) => a.key === b.key}
            autoHighlight
          >
            <div className="relative border-line border-b">
              <Search
                aria-hidden
                className="pointer-events-none absolute start-4 top-1/2 size-4 -translate-y-1/2 text-subtle"
              />
              <Combobox.Input
                aria-label={t("search.title")}
                placeholder={t("search.hint")}
                className="h-12 w-full bg-transparent ps-11 pe-4 text-base outline-none"
              />
            </div>
            <Combobox.Status className="px-4 text-muted empty:hidden [&:not(:empty)]:py-3">
              {query.error !== null
                ? problemMessages(t, problemOf(query.error)).title
                : answer && groups.length === 0
                  ? t("search.none", { q })
                  : null}
            </Combobox.Status>
            <Combobox.List className="overflow-y-auto overscroll-contain p-1 empty:p-0">
              {(group: FindGroup) => (
                <Combobox.Group key={group.label} items={group.items}>
                  <Combobox.GroupLabel className="px-3 pt-2 pb-1 font-medium text-subtle text-xs">
                    {group.label}
                  </Combobox.GroupLabel>
                  <Combobox.Collection>
                    {(find: Find) => <FindItem key={find.key} find={find} />}
                  </Combobox.Collection>
                </Combobox.Group>
              )}
            </Combobox.List>
          </Combobox.Root>
          {answer && <Rest coverage={answer.coverage} />}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function FindItem({ find }: { find: Find }) {
  const { t } = useTranslation();
  return (
    <Combobox.Item
      value={find}
      className="flex cursor-default items-center gap-3 rounded-md px-3 py-1.5 outline-none data-highlighted:bg-chosen"
    >
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{find.name ?? t("instances.unnamed")}</span>
        <span className="block truncate text-subtle text-xs">
          {find.connection} · <code className="font-mono">{find.id}</code>
          {find.context && ` · ${find.context}`}
        </span>
      </span>
      {find.at && (
        <span className="max-sm:hidden">
          <DateTime at={find.at} />
        </span>
      )}
      <StatusBadge status={find.status} {...(find.phase ? { phase: find.phase } : {})} />
    </Combobox.Item>
  );
}

/** What the matches rest on: nothing found in half an account means little. */
function Rest({ coverage }: { coverage: Coverage }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  return (
    <p className="border-line border-t px-4 py-2 text-subtle text-xs">
      {t("failures.coverage", {
        read: number(coverage.read),
        total: number(coverage.instances),
      })}
    </p>
  );
}
