import { CircleQuestionMark } from "lucide-react";
import { lazy } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../ui/Button";
import { useDialog } from "../ui/useDialog";

const KeysDialog = lazy(() => import("./KeysDialog"));

/** Opens the list of keys, as `?` does. A phone has no keys to list. */
export function KeysButton() {
  const { t } = useTranslation();
  const [dialog, open] = useDialog((onClose) => <KeysDialog onClose={onClose} />);
  return (
    <>
      <IconButton
        icon={CircleQuestionMark}
        label={t("keys.title")}
        onClick={open}
        className="max-md:hidden"
      />
      {dialog}
    </>
  );
}
