import { Box, Camera, History } from "lucide-react";
import { useTranslation } from "react-i18next";
import { StatusBadge } from "../status/StatusBadge";
import { DateTime } from "../ui/DateTime";
import { Marked } from "./Marked";
import type { PlaceEntry, SearchEntry } from "./search-entries";

const iconClass = "size-4 shrink-0 text-subtle";

/** What is shown of an entry. */
export function EntryLine({ entry, wanted }: { entry: SearchEntry; wanted: string }) {
  if (entry.kind === "place") return <PlaceLine entry={entry} wanted={wanted} />;
  if (entry.kind === "search") {
    return (
      <>
        <History aria-hidden className={iconClass} />
        <span className="min-w-0 flex-1 truncate">{entry.text}</span>
      </>
    );
  }
  const { label, icon: Icon, shortcut } = entry.command;
  return (
    <>
      <Icon aria-hidden className={iconClass} />
      <span className="min-w-0 flex-1 truncate">
        <Marked text={label} wanted={wanted} />
      </span>
      {shortcut !== undefined && (
        <kbd className="min-w-6 rounded-sm border border-line-strong bg-inset px-1.5 text-center font-sans text-xs leading-5 max-sm:hidden">
          {shortcut}
        </kbd>
      )}
    </>
  );
}

/** A place's name and where it is; the words of a found one are marked, and the field named that has them. */
function PlaceLine({ entry, wanted }: { entry: PlaceEntry; wanted: string }) {
  const { t } = useTranslation();
  const { place, context, known, matched } = entry;
  const isInstance = place.snapshot === null;
  const id = place.snapshot?.id ?? place.instanceId;
  const name = isInstance ? place.instanceName : (place.snapshot?.name ?? null);
  const Icon = isInstance ? Box : Camera;
  return (
    <>
      <Icon aria-hidden className={iconClass} />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">
          {name === null ? t("instances.unnamed") : <Marked text={name} wanted={wanted} />}
        </span>
        <span className="block truncate text-subtle text-xs">
          {place.connection} ·{" "}
          <code className="font-mono">
            <Marked text={id} wanted={wanted} />
          </code>
          {context !== null && ` · ${context}`}
        </span>
        {matched !== null && (
          <span className="block truncate text-muted text-xs">
            {t(`search.fields.${matched.field}`)}{" "}
            <span className="text-text">
              <Marked text={matched.text} wanted={wanted} />
            </span>
          </span>
        )}
      </span>
      {known?.at && (
        <span className="max-sm:hidden">
          <DateTime at={known.at} />
        </span>
      )}
      {known && (
        <StatusBadge
          status={known.status}
          {...(known.phase === null ? {} : { phase: known.phase })}
        />
      )}
    </>
  );
}
