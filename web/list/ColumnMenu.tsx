import { Columns3 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { CheckMenu } from "../ui/CheckMenu";
import type { ColumnHead } from "./columns/column";

interface ColumnMenuProps {
  columns: readonly ColumnHead[];
  hidden: readonly string[];
  /** The columns that are chosen and have no room, by id. */
  dropped: ReadonlySet<string>;
  onChange: (hidden: string[]) => void;
}

/** Which columns are in view. The first names the row and always stays. */
export function ColumnMenu({ columns, hidden, dropped, onChange }: ColumnMenuProps) {
  const { t } = useTranslation();
  return (
    // On a phone the row's first cell has what the other columns say.
    <span className="max-md:hidden">
      <CheckMenu
        label={t("list.columns")}
        icon={Columns3}
        items={columns.slice(1).map(({ id, label }) => ({
          value: id,
          content: label,
          checked: !hidden.includes(id),
          end: dropped.has(id) ? t("list.noRoom") : undefined,
        }))}
        note={dropped.size > 0 ? t("list.noRoomNote") : undefined}
        onCheck={(id, shown) =>
          onChange(shown ? hidden.filter((column) => column !== id) : [...hidden, id])
        }
      />
    </span>
  );
}
