import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { IndexedSnapshot } from "../../server/contract";
import { failureGroupOfQuery, likeThisQuery } from "../api/failure-group";
import { useFormat } from "../i18n/format";
import { useLanguage } from "../i18n/useLanguage";
import { failureParams } from "../paths/failures";
import { paths } from "../paths/paths";
import { Advice } from "./Advice";

/** The cause of a failed push with what to try, and the group of those like it. */
export function LikeThis({ push }: { push: IndexedSnapshot }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const language = useLanguage();
  const own = useQuery(failureGroupOfQuery(push)).data?.groups[0];
  const key = own?.key ?? "";
  const group = useQuery(likeThisQuery(push.connection, key)).data?.opened;
  if (!own) return null;
  const more = (group?.count ?? 1) - 1;
  return (
    <div>
      {own.cause && (
        <>
          <h3 className="mb-1 font-semibold">{own.cause.title[language]}</h3>
          <Advice cause={own.cause} />
        </>
      )}
      {more > 0 && (
        <Link
          to={paths.failures(push.connection, {
            ...failureParams.defaults,
            period: "30d",
            group: key,
          })}
          className="mt-2 inline-block rounded-sm font-medium underline underline-offset-2 print:hidden"
        >
          {t("failures.likeThis", { count: more, formatted: number(more) })}
        </Link>
      )}
    </div>
  );
}
