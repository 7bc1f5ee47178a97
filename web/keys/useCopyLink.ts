import { useTranslation } from "react-i18next";
import { flash } from "../ui/announce";
import { copyText } from "../ui/clipboard";

/** Copies an address, of what is in view where none is given, and says whether that worked. */
export function useCopyLink() {
  const { t } = useTranslation();
  return async (href = window.location.href) => {
    const copied = await copyText(href);
    flash(t(copied ? "keys.linkCopied" : "actions.copyFailed"));
  };
}
