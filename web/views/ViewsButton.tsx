import { Bookmark } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../ui/Button";

const ViewsDialog = lazy(() => import("./ViewsDialog"));

/** Opens the named views. */
export function ViewsButton() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <IconButton icon={Bookmark} label={t("views.title")} onClick={() => setOpen(true)} />
      {open && (
        <Suspense>
          <ViewsDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
