import { parseTime, useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import { useNow } from "../ui/now";

interface SeenProps {
  first: string;
  last: string;
  onlyLast: boolean;
}

/** When a group's last and first push were seen. */
export function Seen({ first, last, onlyLast }: SeenProps) {
  const { t } = useTranslation();
  const { ago, local } = useFormat();
  const now = useNow();
  return (
    <p className="text-subtle text-xs print:flex print:gap-x-4">
      {(onlyLast ? (["last"] as const) : (["last", "first"] as const)).map((which) => {
        const at = parseTime(which === "last" ? last : first);
        return (
          at !== null && (
            <time
              key={which}
              dateTime={new Date(at).toISOString()}
              title={local(at)}
              className="block md:whitespace-nowrap max-md:me-3 max-md:inline"
            >
              {t(`failures.${which}`, { ago: ago(at, now) })}
            </time>
          )
        );
      })}
    </p>
  );
}
