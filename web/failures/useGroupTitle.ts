import type { FailureGroup } from "../../server/contract";
import { useTranslation } from "../i18n/translation";
import { useLanguage } from "../i18n/useLanguage";

/**
 * What a group is called: by the instance or registry that its pushes share where it is grouped so,
 * else by its cause, or by the service's code.
 */
export function useGroupTitle(): (
  group: Pick<FailureGroup, "name" | "instanceId" | "registry" | "cause" | "reasonCode">,
) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  return ({ name, instanceId, registry, cause, reasonCode }) =>
    name ??
    instanceId ??
    registry ??
    cause?.title[language] ??
    reasonCode ??
    t("failures.noReason");
}
