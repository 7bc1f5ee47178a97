import { TriangleAlert } from "lucide-react";
import type { Visibility, VisibilityScope } from "../../server/contract";
import { useTranslation } from "../i18n/translation";

const remedies = {
  ownAndPublic: "visibility.remedy",
  unknown: "visibility.remedy",
  limited: "visibility.limitedRemedy",
  refused: "visibility.refusedRemedy",
} as const satisfies Partial<Record<VisibilityScope, string>>;

/** What the credentials are shown of their accounts, and by which right they would be shown more. */
export function VisibilityNote({ visibility }: { visibility: readonly Visibility[] }) {
  const { t } = useTranslation();
  const textOf = ({ scope, workspace }: Visibility) =>
    scope === "refused" && workspace !== null
      ? t("visibility.workspaceRefused", { id: workspace })
      : t(`visibility.${scope}`);
  const texts = [...new Set(visibility.map(textOf))].map((text) => {
    const those = visibility.filter((one) => textOf(one) === text);
    const names = those.map(({ connection }) => connection).join(t("visibility.and"));
    return {
      scope: those[0]?.scope ?? "unknown",
      text: visibility.length === 1 ? text : t("visibility.of", { names, text }),
    };
  });
  return texts.map(({ scope, text }) =>
    scope === "everything" ? (
      <span key={text}>{text}</span>
    ) : (
      <details key={text} className="print-open">
        <summary className={scope === "refused" ? "rounded-sm text-danger" : "rounded-sm"}>
          <TriangleAlert aria-hidden className="me-1 inline size-3.5" />
          {text}
        </summary>
        <p className="mt-1 max-w-prose text-muted">{t(remedies[scope])}</p>
      </details>
    ),
  );
}
