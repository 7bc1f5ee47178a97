import { Bug } from "lucide-react";
import { ApiError } from "../api/problem";
import { useTranslation } from "../i18n/translation";
import { ProblemPanel } from "../problems/ProblemPanel";
import { Button } from "../ui/Button";
import { EmptyPage } from "./EmptyPage";
import { PageTitle } from "./PageTitle";
import { Shell } from "./Shell";

/** Shown in place of a page that threw: the failed call's problem, or that there is a bug in Snapdeck. */
export function BrokenPage({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const reload = () => location.reload();
  return (
    <Shell>
      {error instanceof ApiError ? (
        <>
          <PageTitle parts={[t("pages.brokenTitle")]} />
          <h1 className="sr-only">{t("pages.brokenTitle")}</h1>
          <ProblemPanel what={t("pages.brokenTitle")} error={error} onRetry={reload} />
        </>
      ) : (
        <EmptyPage
          icon={Bug}
          title={t("pages.brokenTitle")}
          hint={
            <>
              {t("pages.brokenHint")}
              <code className="mt-3 block wrap-anywhere font-mono text-subtle text-xs">
                {error instanceof Error ? error.message : String(error)}
              </code>
            </>
          }
          action={<Button onClick={reload}>{t("actions.reload")}</Button>}
        />
      )}
    </Shell>
  );
}
