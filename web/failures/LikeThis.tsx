import type { PushGroup } from "../../server/contract";
import { useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import { useLanguage } from "../i18n/useLanguage";
import { failureParams } from "../paths/failures";
import { paths } from "../paths/paths";
import { Link } from "../ui/Link";
import { Advice } from "./Advice";

/** The cause of a failed push with what to try, and the group of those like it. */
export function LikeThis({ connection, group }: { connection: string; group: PushGroup }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const language = useLanguage();
  const { key, others, cause } = group;
  return (
    <div>
      {cause && (
        <>
          <h3 className="mb-1 font-semibold">{cause.title[language]}</h3>
          <Advice cause={cause} />
        </>
      )}
      {others > 0 && (
        <Link
          to={paths.failures(connection, {
            ...failureParams.defaults,
            period: "30d",
            group: key,
          })}
          className="mt-2 inline-block rounded-sm font-medium underline underline-offset-2 print:hidden"
        >
          {t("failures.likeThis", { count: others, formatted: number(others) })}
        </Link>
      )}
    </div>
  );
}
