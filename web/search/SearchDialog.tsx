import { Combobox } from "@base-ui/react/combobox";
import { Dialog } from "@base-ui/react/dialog";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation } from "react-router";
import { problemOf } from "../api/problem";
import { searchQuery } from "../api/search";
import { useTranslation } from "../i18n/translation";
import { problemMessages } from "../problems/problem-messages";
import { type ComboboxGroup, ComboboxPanel } from "../ui/ComboboxPanel";
import { useDebounced } from "../ui/useDebounced";
import { type Command, rankCommands } from "./commands";
import { EntryLine } from "./EntryLine";
import { clearRecent, recentPlaces, recentSearches, rememberPlace, rememberSearch } from "./recent";
import { SearchFooter } from "./SearchFooter";
import {
  commandEntry,
  instanceEntry,
  recentPlaceEntry,
  recentSearchEntry,
  type SearchEntry,
  snapshotEntry,
} from "./search-entries";

interface SearchDialogProps {
  commands: readonly Command[];
  onClose: () => void;
}

/**
 * Any instance or snapshot of any connection, by id, name, image, label or reason, and what can be done by name.
 * Before anything is typed: what was opened and searched for last. Unmounted when closed.
 */
export function SearchDialog({ commands, onClose }: SearchDialogProps) {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  const [text, setText] = useState("");
  const [recent, setRecent] = useState(() => ({
    places: recentPlaces().map(recentPlaceEntry),
    searches: recentSearches(),
  }));
  const typed = text.trim();
  const q = useDebounced(typed, 120);
  const query = useQuery({ ...searchQuery(q), enabled: q !== "" });
  // What was found for another text is never offered: Enter would open the wrong thing.
  const answer = q === typed && q !== "" ? query.data : undefined;
  const hasRecent = recent.places.length + recent.searches.length > 0;

  const groups = (
    typed === ""
      ? [
          group(
            t("search.recentPlaces"),
            // Where the reader is already is no place to go to.
            recent.places.filter(({ href }) => href !== pathname),
          ),
          group(t("search.recentSearches"), recent.searches.map(recentSearchEntry)),
          group(t("search.commands"), commands.map(commandEntry)),
        ]
      : [
          group(t("search.commands"), rankCommands(commands, typed).map(commandEntry)),
          group(t("instances.title"), (answer?.instances ?? []).map(instanceEntry)),
          group(t("search.snapshots"), (answer?.snapshots ?? []).map(snapshotEntry)),
        ]
  ).filter(({ items }) => items.length > 0);

  // An entry with an address is a link, which goes there by itself.
  const opened = (entry: SearchEntry) => {
    if (entry.kind !== "place") return;
    if (typed !== "") rememberSearch(typed);
    rememberPlace(entry.place);
  };
  const choose = (entry: SearchEntry) => {
    if (entry.kind === "search") return setText(entry.text);
    onClose();
    if (entry.kind === "command" && "run" in entry.command.does) entry.command.does.run();
  };

  return (
    <Dialog.Root open onOpenChange={(open) => open || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-menu bg-shade print:hidden" />
        <Dialog.Popup className="fixed inset-x-3 top-[10vh] z-dialog mx-auto flex max-h-[75vh] max-w-2xl flex-col overflow-hidden rounded-lg border border-line bg-raised shadow-pop outline-none print:hidden">
          <Dialog.Title className="sr-only">{t("search.title")}</Dialog.Title>
          <Combobox.Root<SearchEntry>
            inline
            open
            items={groups}
            filter={null}
            value={null}
            inputValue={text}
            onInputValueChange={(value, { reason }) => {
              // What is chosen does not become the text: it is gone to, or done.
              if (reason !== "item-press") setText(value);
            }}
            onValueChange={(entry) => {
              if (entry !== null) choose(entry);
            }}
            itemToStringLabel={({ key }) => key}
            isItemEqualToValue={(a, b) => a.key === b.key}
            autoHighlight
          >
            <ComboboxPanel<SearchEntry>
              large
              label={t("search.title")}
              hint={t("search.hint")}
              status={
                query.error !== null && typed !== ""
                  ? problemMessages(t, problemOf(query.error)).title
                  : answer && groups.length === 0
                    ? t("search.none", { q })
                    : null
              }
              keyOf={({ key }) => key}
              link={{
                hrefOf,
                onOpen: (entry, here) => {
                  opened(entry);
                  if (here) onClose();
                },
              }}
            >
              {(entry) => <EntryLine entry={entry} wanted={typed} />}
            </ComboboxPanel>
          </Combobox.Root>
          <SearchFooter
            coverage={answer?.coverage}
            onClear={
              typed === "" && hasRecent
                ? () => {
                    clearRecent();
                    setRecent({ places: [], searches: [] });
                  }
                : null
            }
          />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const group = (label: string, items: SearchEntry[]): ComboboxGroup<SearchEntry> => ({
  label,
  items,
});

function hrefOf(entry: SearchEntry): string | null {
  if (entry.kind === "place") return entry.href;
  return entry.kind === "command" && "href" in entry.command.does ? entry.command.does.href : null;
}
