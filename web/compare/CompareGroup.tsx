import { clsx } from "clsx";
import { EqualNot } from "lucide-react";
import type { ReactNode } from "react";
import type { Snapshot } from "../../server/contract";
import { useTranslation } from "../i18n/translation";
import { Code } from "../ui/Fields";
import { CompareValue } from "./CompareValue";
import { type CompareRow, isDifferent } from "./compare-snapshots";

interface CompareGroupProps {
  title: string;
  rows: readonly CompareRow[];
  /** What a side shows where the group is empty on it; undefined where it never is. */
  none: string | undefined;
  /** Undefined where that side is missing: its cells stay empty. */
  left: Snapshot | undefined;
  right: Snapshot | undefined;
}

const cell = "border-line border-b px-2 py-1.5 align-top wrap-anywhere md:last:pe-4";

/** The lines under one heading. */
export function CompareGroup({ title, rows, none, left, right }: CompareGroupProps) {
  const empty = rows.length === 0;
  return (
    <tbody>
      <tr>
        <th
          scope="rowgroup"
          colSpan={empty ? 1 : 3}
          className="border-line border-b bg-inset px-2 py-1.5 text-start align-top font-medium text-muted text-xs md:ps-4"
        >
          {title}
        </th>
        {empty && <None text={left && none} />}
        {empty && <None text={right && none} />}
      </tr>
      {rows.map((row) => (
        <tr key={"name" in row ? row.name : row.field}>
          <RowHeader row={row} />
          <td className={clsx(cell, isDifferent(row) && "bg-warn-tint/45")}>
            {left && <CompareValue row={row} side="left" snapshot={left} />}
          </td>
          <td className={clsx(cell, isDifferent(row) && "bg-warn-tint/45")}>
            {right && <CompareValue row={row} side="right" snapshot={right} />}
          </td>
        </tr>
      ))}
    </tbody>
  );
}

const None = ({ text }: { text: ReactNode }) => (
  <td className={clsx(cell, "bg-inset text-subtle")}>{text}</td>
);

function RowHeader({ row }: { row: CompareRow }) {
  const { t } = useTranslation();
  const different = isDifferent(row);
  return (
    <th
      scope="row"
      className={clsx(
        cell,
        "text-start font-normal md:ps-4",
        different ? "bg-warn-tint/45 text-text shadow-[inset_2px_0_0_var(--warn)]" : "text-muted",
      )}
    >
      <span className="flex items-start gap-1">
        <span className="min-w-0 flex-1">
          <FieldName row={row} />
        </span>
        {different && (
          <span title={t("compare.differs")} className="mt-0.75 shrink-0 text-warn">
            <EqualNot aria-hidden className="size-3.5" />
            <span className="sr-only">{t("compare.differs")}</span>
          </span>
        )}
      </span>
    </th>
  );
}

function FieldName({ row }: { row: CompareRow }) {
  const { t } = useTranslation();
  switch (row.field) {
    case "label":
    case "excludePath":
      return <Code>{row.name}</Code>;
    case "imageId":
    case "imageUrl":
      return t(`snapshots.detail.${row.field}`);
    default:
      return t(`snapshots.${row.field}`);
  }
}
