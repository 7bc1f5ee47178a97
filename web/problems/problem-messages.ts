import type { Problem } from "../../server/contract";
import { hasMessage } from "../api/problem";
import type { TFunction } from "../i18n/translation";

export interface ProblemMessages {
  title: string;
  remedy: string | null;
  /** What exactly was said, by the server or the service; left out where it only repeats the title. */
  detail: string | null;
}

/** A problem in the reader's language; a code from a newer server falls back to the server's own words. */
export function problemMessages(t: TFunction, problem: Problem): ProblemMessages {
  const { code, permission, workspace } = problem;
  const detail = problem.detail === "" || problem.detail === problem.title ? null : problem.detail;
  if (!hasMessage(code)) return { title: problem.title, remedy: problem.remedy, detail };
  const title = t(`problems.${code}.title`);
  if (code === "rate.limited") {
    const seconds = problem.retryAfter ?? 1;
    return { title, remedy: t("problems.rate.limited.remedy", { seconds }), detail: null };
  }
  if (permission === undefined) return { title, remedy: t(`problems.${code}.remedy`), detail };
  const remedy =
    workspace === undefined
      ? t("problems.grant", { permission })
      : t("problems.grantIn", { permission, workspace });
  return { title, remedy, detail };
}
