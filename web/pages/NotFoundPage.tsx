import { Compass } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { paths } from "../paths/paths";
import { buttonClass } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { PageTitle } from "./PageTitle";

/** Nothing lives at this address. */
export function Component() {
  const { t } = useTranslation();
  return (
    <>
      <PageTitle parts={[t("pages.notFoundTitle")]} />
      <h1 className="sr-only">{t("pages.notFoundTitle")}</h1>
      <EmptyState
        icon={Compass}
        title={t("pages.notFoundTitle")}
        hint={t("pages.notFoundHint")}
        action={
          <Link to={paths.home()} className={buttonClass()}>
            {t("pages.toInstances")}
          </Link>
        }
      />
    </>
  );
}
