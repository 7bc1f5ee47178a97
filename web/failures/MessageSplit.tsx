import { clsx } from "clsx";
import type { ExactMessage } from "../../server/contract";
import { useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import { Link } from "../ui/Link";

interface MessageSplitProps {
  messages: readonly ExactMessage[];
  /** The digest the list is narrowed to; empty for all. */
  chosen: string;
  hrefOf: (digest: string) => string;
}

/** The exact messages of a group, each a link to its pushes: what was grouped can be told apart again. */
export function MessageSplit({ messages, chosen, hrefOf }: MessageSplitProps) {
  const { t } = useTranslation();
  const { number } = useFormat();
  if (messages.length < 2) return null;
  return (
    <details
      open={chosen !== "" || undefined}
      className="border-line border-b bg-surface px-4 py-2 text-sm print-open"
    >
      <summary className="rounded-sm font-medium text-muted hover:text-text">
        {t("failures.messages", { count: messages.length })}
      </summary>
      <ul className="mt-2 flex max-h-64 flex-col gap-1 overflow-y-auto print:max-h-none print:overflow-visible">
        {chosen !== "" && (
          <li className="print:hidden">
            <Link to={hrefOf("")} className="underline underline-offset-2">
              {t("failures.allMessages")}
            </Link>
          </li>
        )}
        {messages.map(({ digest, message, count }) => (
          <li key={digest} className="flex gap-3">
            <span className="w-12 shrink-0 text-end text-muted">{number(count)}</span>
            <Link
              to={hrefOf(digest)}
              aria-current={digest === chosen ? "true" : undefined}
              className={clsx(
                "wrap-anywhere line-clamp-2 print:line-clamp-none font-mono text-xs hover:underline",
                digest === chosen && "font-semibold",
              )}
            >
              {message ?? t("failures.noReason")}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  );
}
