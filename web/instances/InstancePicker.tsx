import { Combobox } from "@base-ui/react/combobox";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Instance } from "../../server/contract";
import { instanceListQuery } from "../api/instances";
import { problemOf } from "../api/problem";
import { useTranslation } from "../i18n/translation";
import { instanceParams } from "../paths/instances";
import { problemMessages } from "../problems/problem-messages";
import { StatusBadge } from "../status/StatusBadge";
import { type ComboboxGroup, ComboboxPanel } from "../ui/ComboboxPanel";
import { useDebounced } from "../ui/useDebounced";
import { type RecentInstance, recentInstances } from "./recent";

interface Choice {
  id: string;
  name: string | null;
  status?: string | null;
}

/** Which instance is in view, and what is done with another one. */
export interface InstanceChoice {
  connection: string;
  current: string;
  onPick: (instanceId: string) => void;
}

interface InstancePickerProps extends InstanceChoice {
  button: Combobox.Trigger.Props;
}

/**
 * Another instance by name or id: the recent ones first, then what the server finds. Mounted by
 * the first click on its button, hence open from the start.
 */
export default function InstancePicker(props: InstancePickerProps) {
  const { connection, current, onPick, button } = props;
  const { t } = useTranslation();
  const [open, setOpen] = useState(true);
  const [text, setText] = useState("");
  const q = useDebounced(text.trim(), 150);
  const query = useQuery({
    ...instanceListQuery(connection, { ...instanceParams.defaults, q }),
    enabled: open,
  });
  // What was found for the text before stays only where it matches the text now: Enter must never
  // pick an instance that merely has not left the list yet.
  const found = query.data?.items.filter((instance) => matches(instance, text.trim()));
  const groups = open
    ? choiceGroups(
        text.trim() === "" ? recentInstances(connection).filter(({ id }) => id !== current) : [],
        found,
      )
    : [];
  const labelled = groups.map(
    ({ kind, items }): ComboboxGroup<Choice> => ({
      label: t(
        kind === "found" && text.trim() !== ""
          ? "instances.matches"
          : `instances.${groupLabels[kind]}`,
      ),
      items,
    }),
  );
  const settled = !query.isFetching && !query.isPlaceholderData && q === text.trim();

  return (
    <Combobox.Root<Choice>
      items={labelled}
      filter={null}
      open={open}
      onOpenChange={setOpen}
      value={null}
      inputValue={text}
      onInputValueChange={setText}
      onValueChange={(choice) => {
        if (choice === null) return;
        setText("");
        if (choice.id !== current) onPick(choice.id);
      }}
      itemToStringLabel={(choice) => choice.name ?? choice.id}
      isItemEqualToValue={(a, b) => a.id === b.id}
      autoHighlight
    >
      <Combobox.Trigger {...button} />
      <Combobox.Portal>
        <Combobox.Positioner sideOffset={4} align="start" className="z-menu print:hidden">
          <Combobox.Popup
            aria-label={t("instances.pick")}
            className="flex max-h-[min(28rem,var(--available-height))] w-[min(26rem,calc(100vw-2rem))] flex-col overflow-hidden rounded-lg border border-line bg-raised shadow-pop outline-none"
          >
            <ComboboxPanel<Choice>
              label={t("instances.search")}
              hint={t("instances.pickHint")}
              status={
                query.error !== null
                  ? problemMessages(t, problemOf(query.error)).title
                  : settled && found?.length === 0
                    ? t("instances.noMatch", { q })
                    : null
              }
              keyOf={({ id }) => id}
            >
              {({ id, name, status }) => (
                <>
                  <span className="min-w-0 flex-1">
                    <span className="block truncate font-medium">
                      {name ?? t("instances.unnamed")}
                    </span>
                    <code className="block truncate font-mono text-subtle text-xs">{id}</code>
                  </span>
                  {status !== undefined && <StatusBadge status={status} />}
                </>
              )}
            </ComboboxPanel>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}

const groupLabels = { recent: "recent", found: "all" } as const;

/** The server's own rule for `q`: name or id, without regard to case. */
function matches({ instanceId, instanceName }: Instance, text: string): boolean {
  const part = text.toLowerCase();
  return instanceId.toLowerCase().includes(part) || !!instanceName?.toLowerCase().includes(part);
}

/** Groups without an instance twice; a group without any is left out. */
function choiceGroups(recent: readonly RecentInstance[], found: readonly Instance[] | undefined) {
  const known = new Set(recent.map(({ id }) => id));
  const rest = (found ?? [])
    .filter(({ instanceId }) => !known.has(instanceId))
    .map(({ instanceId, instanceName, status }) => ({
      id: instanceId,
      name: instanceName,
      status,
    }));
  const status = new Map(found?.map((instance) => [instance.instanceId, instance.status]));
  const first = recent.map((choice): Choice => {
    const latest = status.get(choice.id);
    return latest === undefined ? choice : { ...choice, status: latest };
  });
  const groups: { kind: keyof typeof groupLabels; items: Choice[] }[] = [
    { kind: "recent", items: first },
    { kind: "found", items: rest },
  ];
  return groups.filter(({ items }) => items.length > 0);
}
