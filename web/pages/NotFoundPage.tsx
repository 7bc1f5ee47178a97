import { Compass } from "lucide-react";
import { useTranslation } from "../i18n/translation";
import { paths } from "../paths/paths";
import { buttonClass } from "../ui/Button";
import { Link } from "../ui/Link";
import { EmptyPage } from "./EmptyPage";

/** Nothing is at this address. */
export function Component() {
  const { t } = useTranslation();
  return (
    <EmptyPage
      icon={Compass}
      title={t("pages.notFoundTitle")}
      hint={t("pages.notFoundHint")}
      action={
        <Link to={paths.home()} className={buttonClass()}>
          {t("pages.toInstances")}
        </Link>
      }
    />
  );
}
