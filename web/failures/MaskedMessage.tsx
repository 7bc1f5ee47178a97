import { useTranslation } from "react-i18next";
import type { PatternPart } from "../../server/contract";

/** A reason's message with the parts that vary inside its group marked as such. */
export function MaskedMessage({ parts }: { parts: readonly PatternPart[] }) {
  const { t } = useTranslation();
  if (parts.length === 0) return <span className="text-subtle">{t("failures.noReason")}</span>;
  return (
    <code className="wrap-anywhere font-mono text-muted text-xs">
      {parts.map(({ kind, text }, index) =>
        kind === "text" ? (
          text
        ) : (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a message have no identity but their place
            key={index}
            title={t("failures.variable", { kind })}
            className="rounded-sm bg-inset text-text underline decoration-dotted underline-offset-2"
          >
            {text}
          </span>
        ),
      )}
    </code>
  );
}
