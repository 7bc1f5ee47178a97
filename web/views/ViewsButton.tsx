import { Bookmark } from "lucide-react";
import { lazy } from "react";
import { useTranslation } from "../i18n/translation";
import { IconButton } from "../ui/Button";
import { useDialog } from "../ui/useDialog";

const ViewsDialog = lazy(() => import("./ViewsDialog"));

/**
 * Opens the named views.
 * @param path the address of what is in view, without the base
 */
export function ViewsButton({ path }: { path: string }) {
  const { t } = useTranslation();
  const [dialog, open] = useDialog((onClose) => <ViewsDialog path={path} onClose={onClose} />);
  return (
    <>
      <IconButton icon={Bookmark} label={t("views.title")} onClick={open} />
      {dialog}
    </>
  );
}
