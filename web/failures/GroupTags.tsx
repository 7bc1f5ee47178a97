import { Container } from "lucide-react";
import type { FailureGroup } from "../../server/contract";
import { useTranslation } from "../i18n/translation";
import type { FailureState } from "../paths/failures";
import { Link } from "../ui/Link";

interface GroupTagsProps {
  group: FailureGroup;
  /** The page narrowed further. */
  narrow: (change: Partial<FailureState>) => string;
}

/** The service's codes and the registries of a group, the most frequent first; each narrows the page to its pushes. */
export function GroupTags({ group: { codes, registries, registry }, narrow }: GroupTagsProps) {
  const { t } = useTranslation();
  const own = registry === null ? registries : { values: [], distinct: 0 };
  if (codes.distinct + own.distinct === 0) return null;
  return (
    <ul aria-label={t("failures.tags")} className="flex min-w-0 flex-wrap items-center gap-1">
      {codes.values.map(({ value }) => (
        <Tag key={`code ${value}`} to={narrow({ reason: [value] })} value={value} />
      ))}
      <More of={codes} />
      {own.values.map(({ value }) => (
        <Tag key={`registry ${value}`} to={narrow({ registry: [value] })} value={value} registry />
      ))}
      <More of={own} />
    </ul>
  );
}

function Tag({ to, value, registry = false }: { to: string; value: string; registry?: boolean }) {
  const { t } = useTranslation();
  return (
    <li className="flex min-w-0 max-w-full">
      <Link
        to={to}
        title={t("failures.narrowTo", { value })}
        className="flex min-w-0 items-center gap-1 rounded-sm border border-line bg-surface px-1.5 text-muted text-xs leading-5.5 hover:border-line-strong hover:text-text"
      >
        {registry && <Container aria-hidden className="size-3 shrink-0 text-subtle" />}
        <span className="truncate">{value}</span>
      </Link>
    </li>
  );
}

function More({
  of: { values, distinct },
}: {
  of: Pick<GroupTagsProps["group"]["codes"], "values" | "distinct">;
}) {
  const { t } = useTranslation();
  const more = distinct - values.length;
  return more > 0 && <li className="text-subtle text-xs">{t("failures.more", { count: more })}</li>;
}
