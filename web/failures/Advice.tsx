import { Lightbulb } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { CauseAdvice } from "../../server/contract";
import { useLanguage } from "../i18n/useLanguage";

/** A likely cause and what to try, with whose advice it is and where the knowledge comes from. */
export function Advice({ cause }: { cause: CauseAdvice }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <details className="group/advice mt-2 text-sm print-open">
      <summary className="inline-flex items-center gap-1.5 rounded-sm text-muted hover:text-text">
        <Lightbulb aria-hidden className="size-3.5 shrink-0 text-subtle" />
        <span className="font-medium text-text">{cause.title[language]}</span>
        <span className="text-subtle text-xs">
          {cause.origin === "team" ? t("failures.teamAdvice") : t("failures.advice")}
        </span>
      </summary>
      <div className="mt-1.5 ms-5 max-w-prose text-muted">
        {cause.why && <p className="text-pretty">{cause.why[language]}</p>}
        <ol className="mt-1.5 list-decimal ps-4 marker:text-subtle">
          {cause.advice[language].map(({ who, text }) => (
            <li key={text} className="text-pretty">
              {who && <span className="font-medium text-text">{t(`failures.who.${who}`)}: </span>}
              {text}
            </li>
          ))}
        </ol>
        {cause.sources.length > 0 && (
          <p className="mt-1.5 text-xs">
            {t("failures.sources")}{" "}
            {cause.sources.map(({ title, url }) => (
              <a
                key={url}
                href={url.startsWith("https://") ? url : undefined}
                target="_blank"
                rel="noreferrer noopener"
                className="me-3 text-accent underline underline-offset-2"
              >
                {title}
              </a>
            ))}
          </p>
        )}
      </div>
    </details>
  );
}
