import type { CauseAdvice } from "../../server/contract";
import { useTranslation } from "../i18n/translation";
import { useLanguage } from "../i18n/useLanguage";

/** What to try about a cause, in order and with who can do it; whose advice it is, and where the knowledge comes from. */
export function Advice({ cause }: { cause: CauseAdvice }) {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <div className="max-w-prose text-muted text-sm">
      {cause.why && <p className="text-pretty">{cause.why[language]}</p>}
      <ol className="mt-1.5 flex list-decimal flex-col gap-1 ps-4 marker:text-subtle">
        {cause.advice[language].map(({ who, text }) => (
          <li key={text} className="text-pretty ps-0.5">
            {who && <span className="font-medium text-text">{t(`failures.who.${who}`)}: </span>}
            {text}
          </li>
        ))}
      </ol>
      <p className="mt-1 flex flex-wrap gap-x-3 text-subtle text-xs leading-6">
        {cause.origin === "team" ? t("failures.teamAdvice") : t("failures.advice")}
        {cause.sources.map(({ title, url }) => (
          <a
            key={url}
            href={url.startsWith("https://") ? url : undefined}
            target="_blank"
            rel="noreferrer noopener"
            className="text-accent underline underline-offset-2"
          >
            {title}
          </a>
        ))}
      </p>
    </div>
  );
}
