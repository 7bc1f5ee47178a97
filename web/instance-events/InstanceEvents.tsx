import { useState } from "react";
import type { Snapshot } from "../../server/contract";
import { useTranslation } from "../i18n/translation";
import { late, useLate } from "../ui/late";
import { eventSpan } from "./event-span";

const list = late(() => import("./EventList"));

interface InstanceEventsProps {
  connection: string;
  snapshot: Pick<Snapshot, "instanceId" | "gmtCreateTime" | "gmtModifiedTime">;
}

/** What the service recorded on the instance around a snapshot, read once it is opened. */
export function InstanceEvents({ connection, snapshot }: InstanceEventsProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const EventList = useLate(list, open)?.EventList;
  const span = eventSpan(snapshot);
  if (span === null) return null;
  return (
    <details
      className="border-line border-t py-4 text-sm"
      onPointerEnter={() => void list.fetch()}
      onFocus={() => void list.fetch()}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className="rounded-sm font-medium text-muted hover:text-text">
        {t("instanceEvents.title")}
      </summary>
      {open && EventList && (
        <EventList connection={connection} instanceId={snapshot.instanceId} span={span} />
      )}
    </details>
  );
}
