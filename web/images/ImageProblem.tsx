import type { Problem } from "../../server/contract";
import { useTranslation } from "../i18n/translation";
import { ProblemIds } from "../problems/ProblemIds";
import { problemMessages } from "../problems/problem-messages";

/** Problems that are mended where the endpoint is named. */
const ofEndpoint = ["upstream.unreachable", "upstream.refused", "upstream.badAnswer"];

/** Why images could not be read, what to do, and the id to quote; that they are an optional part is said too. */
export function ImageProblem({ problem }: { problem: Problem }) {
  const { t } = useTranslation();
  const { title, remedy } = problemMessages(t, problem);
  const advice =
    problem.code === "upstream.permission"
      ? t("images.permissionRemedy")
      : ofEndpoint.includes(problem.code)
        ? t("images.endpointRemedy")
        : remedy;
  return (
    <>
      <span className="font-medium text-text">{title}.</span> {advice} {t("images.optional")}
      <ProblemIds problem={problem} className="mt-1" />
    </>
  );
}
