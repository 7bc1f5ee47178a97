import { useDeferredValue } from "react";
import { useLocation } from "react-router";
import { parseTime, useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import { withoutDigest } from "../share/shared-view";
import { type Reading, useReadAt } from "../state/reading";
import { useNow } from "../ui/now";

interface PrintHeadProps {
  /** When what is shown was read; undefined until the first answer. */
  reading: Reading | undefined;
}

/**
 * On paper alone: which view it is, and of when. Its relative times mean something on paper
 * only beside the time it was printed at.
 */
export function PrintHead({ reading }: PrintHeadProps) {
  // The page itself comes first.
  return useDeferredValue(true, false) ? <Facts reading={reading} /> : null;
}

function Facts({ reading }: PrintHeadProps) {
  const { t } = useTranslation();
  const { local } = useFormat();
  const { pathname, search } = useLocation();
  const now = useNow();
  const read = parseTime(useReadAt(reading));
  const facts = [
    // What a shared link says of its own making is long, and tells a reader of paper nothing.
    { term: t("print.view"), text: location.origin + pathname + withoutDigest(search) },
    { term: t("print.read"), text: read === null ? "–" : local(read) },
    { term: t("print.printed"), text: local(now) },
  ];
  return (
    <dl className="hidden gap-x-3 border-line-strong border-b px-4 pb-2 text-muted text-xs print:grid print:grid-cols-[max-content_minmax(0,1fr)]">
      {facts.map(({ term, text }) => (
        <div key={term} className="contents">
          <dt>{term}</dt>
          <dd className="wrap-anywhere text-text">{text}</dd>
        </div>
      ))}
    </dl>
  );
}
