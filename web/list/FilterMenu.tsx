import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import { CheckMenu } from "../ui/CheckMenu";

export interface FilterOption {
  value: string;
  /** Plain text, for the button's summary. */
  label: string;
  content?: ReactNode;
  /** Rows that carry the value; undefined while not known. */
  count: number | undefined;
}

interface FilterMenuProps {
  label: string;
  icon: LucideIcon;
  options: readonly FilterOption[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  onOpen?: () => void;
  /** The options are still being counted. */
  pending: boolean;
}

/** Narrows a list to some values of one field, each with how many rows it has. */
export function FilterMenu(props: FilterMenuProps) {
  const { label, icon, chosen, onChange, onOpen, pending } = props;
  const { t } = useTranslation();
  const { number } = useFormat();
  const options = withStrays(props.options, chosen, pending);
  const chosenOptions = options.filter(({ value }) => chosen.includes(value));
  const summary = chosenOptions.length > 1 ? number(chosenOptions.length) : chosenOptions[0]?.label;
  const note = pending ? t("list.counting") : options.length === 0 ? t("list.noValues") : undefined;
  return (
    <CheckMenu
      label={label}
      icon={icon}
      name={
        summary === undefined
          ? t("list.filterBy", { what: label })
          : t("list.filterChosen", { what: label, chosen: summary })
      }
      summary={summary}
      items={options.map(({ value, label: text, content, count }) => ({
        value,
        checked: chosen.includes(value),
        content: content ?? <span className="truncate">{text}</span>,
        end: count === undefined ? undefined : number(count),
      }))}
      onCheck={(value, checked) =>
        onChange(checked ? [...chosen, value] : chosen.filter((other) => other !== value))
      }
      note={note}
      action={
        chosen.length > 0 ? { label: t("actions.clear"), onSelect: () => onChange([]) } : undefined
      }
      {...(onOpen && { onOpen })}
    />
  );
}

/** A chosen value that the list does not know is still shown, so that it can be removed. */
function withStrays(
  options: readonly FilterOption[],
  chosen: readonly string[],
  pending: boolean,
): FilterOption[] {
  const known = new Set(options.map(({ value }) => value));
  const strays = chosen.filter((value) => !known.has(value));
  const count = pending ? undefined : 0;
  return [...options, ...strays.map((value) => ({ value, label: value, count }))];
}
