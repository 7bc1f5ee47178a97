import { FolderClosed, type LucideIcon, UserRound } from "lucide-react";
import type { FailureGroup, TopValues } from "../../server/contract";
import { useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import type { FailureState } from "../paths/failures";
import { FilterLink } from "./FilterLink";

interface WhoIsHitProps {
  group: Pick<FailureGroup, "owners" | "workspaces">;
  /** The page narrowed further. */
  narrow: (change: Partial<FailureState>) => string;
}

/** The owners and workspaces with the most pushes of a group, each with how many; each is a filter. */
export function WhoIsHit({ group: { owners, workspaces }, narrow }: WhoIsHitProps) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-wrap gap-x-5 text-xs leading-5 max-md:leading-6">
      <Values
        icon={UserRound}
        label={t("failures.owners")}
        top={owners}
        to={(value) => narrow({ owner: [value] })}
      />
      <Values
        icon={FolderClosed}
        label={t("failures.workspaces")}
        top={workspaces}
        to={(value) => narrow({ workspace: [value] })}
      />
    </div>
  );
}

interface ValuesProps {
  icon: LucideIcon;
  label: string;
  top: TopValues;
  to: (value: string) => string;
}

function Values({ icon: Icon, label, top: { values, distinct }, to }: ValuesProps) {
  const { t } = useTranslation();
  const { number } = useFormat();
  if (values.length === 0) return null;
  const more = distinct - values.length;
  return (
    <ul aria-label={label} className="flex min-w-0 flex-wrap items-center gap-x-2.5">
      <li aria-hidden className="-me-1">
        <Icon className="size-3 text-subtle" />
      </li>
      {values.map(({ value, label: name, count }) => (
        <li key={value} className="flex min-w-0 items-baseline gap-1 text-muted">
          <FilterLink to={to(value)} label={t("failures.narrowTo", { value: name ?? value })}>
            {name ?? value}
          </FilterLink>
          <span className="text-subtle">{number(count)}</span>
        </li>
      ))}
      {more > 0 && <li className="text-subtle">{t("failures.more", { count: more })}</li>}
    </ul>
  );
}
