import type { PatternPart } from "../../server/contract";
import { useTranslation } from "../i18n/translation";
import { usePlaceKind } from "./usePlaceKind";

interface MaskedMessageProps {
  parts: readonly PatternPart[];
  /** Numbers the places as the list of what varies does. */
  numbered?: boolean;
}

/** A message with the parts that vary inside its group marked as such. */
export function MaskedMessage({ parts, numbered = false }: MaskedMessageProps) {
  const { t } = useTranslation();
  const kindOf = usePlaceKind();
  if (parts.length === 0) return <span className="text-subtle">{t("failures.noReason")}</span>;
  let place = 0;
  return (
    <code className="wrap-anywhere font-mono text-muted text-xs">
      {parts.map(({ kind, text }, index) => {
        if (kind === "text") return text;
        place++;
        return (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a message have no identity but their place
            key={index}
            title={t("failures.variable", { kind: kindOf(kind) })}
            className="rounded-sm bg-inset text-text underline decoration-dotted underline-offset-2"
          >
            {text}
            {numbered && <sup className="ms-0.5 text-subtle no-underline">{place}</sup>}
          </span>
        );
      })}
    </code>
  );
}
