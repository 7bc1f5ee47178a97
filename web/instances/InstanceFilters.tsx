import { useQuery } from "@tanstack/react-query";
import { Activity, Camera, FolderClosed, HardDrive, UserRound } from "lucide-react";
import { useState } from "react";
import type { InstanceFacets } from "../../server/contract";
import { instanceFacetsQuery } from "../api/instances";
import { useTranslation } from "../i18n/translation";
import { FilterMenu } from "../list/FilterMenu";
import { useStatusOptions } from "../list/status-options";
import { type InstanceListState, imageSizes, latestStates, ownerSelf } from "../paths/instances";
import { LatestBadge } from "./LatestBadge";

interface InstanceFiltersProps {
  connection: string;
  /** From the list's answer; null while it does not know them. */
  known: InstanceFacets | null | undefined;
  state: InstanceListState;
  onChange: (change: Partial<InstanceListState>) => void;
}

/** Status, newest snapshot, workspace, owner and size. Their values are counted over the whole account once a menu is opened. */
export function InstanceFilters({ connection, known, state, onChange }: InstanceFiltersProps) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  // What is chosen by its id needs its name even before a menu is opened. Rows that are narrowed come with the counts,
  // so that nothing is asked for beside them.
  const enabled = known === null && (asked || state.workspace.length > 0 || state.owner.length > 0);
  const counted = useQuery({ ...instanceFacetsQuery(connection), enabled });
  const facets = known ?? counted.data;
  const statuses = useStatusOptions(facets?.statuses);
  // Without anybody signed in, or known as an owner, there is nothing to call one's own.
  const mine = facets?.mine ?? null;
  const owners = [
    ...(mine !== null || state.owner.includes(ownerSelf)
      ? [{ value: ownerSelf, label: t("instances.mine"), count: mine ?? undefined }]
      : []),
    ...(facets?.owners ?? []).map(({ id, name, count }) => ({
      value: id,
      label: name ?? id,
      count,
    })),
  ];
  const shared = { pending: !facets && counted.isFetching, onOpen: () => setAsked(true) };
  return (
    <>
      <FilterMenu
        {...shared}
        label={t("instances.status")}
        icon={Activity}
        options={statuses}
        chosen={state.status}
        onChange={(status) => onChange({ status })}
      />
      <FilterMenu
        {...shared}
        label={t("instances.latest")}
        icon={Camera}
        options={latestStates
          .filter((value) => facets?.latest[value] !== 0 || state.latest.includes(value))
          .map((value) => ({
            value,
            label: t(`instances.latestStates.${value}`),
            content: <LatestBadge state={value} />,
            count: facets?.latest[value],
          }))}
        chosen={state.latest}
        onChange={(chosen) => onChange({ latest: knownOf(latestStates, chosen) })}
      />
      <FilterMenu
        {...shared}
        label={t("instances.workspace")}
        icon={FolderClosed}
        options={(facets?.workspaces ?? []).map(({ id, name, count }) => ({
          value: id,
          label: name ?? id,
          count,
        }))}
        chosen={state.workspace}
        onChange={(workspace) => onChange({ workspace })}
      />
      <FilterMenu
        {...shared}
        label={t("instances.owner")}
        icon={UserRound}
        options={owners}
        chosen={state.owner}
        onChange={(owner) => onChange({ owner })}
      />
      <FilterMenu
        pending={false}
        label={t("instances.imageSize")}
        icon={HardDrive}
        options={imageSizes.map((value) => ({
          value,
          label: t(`instances.imageSizes.${value}`),
          count: undefined,
        }))}
        chosen={state.imageSize}
        onChange={(chosen) => onChange({ imageSize: knownOf(imageSizes, chosen) })}
      />
    </>
  );
}

/** The chosen ones of a fixed set, in its order. */
const knownOf = <Value extends string>(known: readonly Value[], chosen: readonly string[]) =>
  known.filter((value) => chosen.includes(value));
