import { useQueryClient } from "@tanstack/react-query";
import { ChevronDown, Link2 } from "lucide-react";
import { languages } from "../i18n/language";
import { useTranslation } from "../i18n/translation";
import { useLanguage } from "../i18n/useLanguage";
import { useCopyLink } from "../keys/useCopyLink";
import { wholeLink } from "../paths/base-path";
import { ActionMenu } from "../ui/ActionMenu";
import { flash } from "../ui/announce";
import { Button } from "../ui/Button";
import { asParameter, type SharedView } from "./shared-view";

interface ShareMenuProps {
  /** The list in view; without one the link cannot carry what it shows. */
  view?: SharedView;
  /** The address of the one snapshot in view, without its list. */
  snapshotHref?: string;
}

/** Copies a link to what is in view; the menu beside it has the other links: with what it shows now, in the reader's language, or to one snapshot. */
export function ShareMenu({ view, snapshotHref }: ShareMenuProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const copy = useCopyLink();
  const copyShown = async (of: SharedView) => {
    try {
      const [{ encodeDigest }, shown] = await Promise.all([import("./digest"), of.read(client)]);
      await copy(withParameter(asParameter, encodeDigest(shown, Date.now())));
    } catch {
      flash(t("share.notRead"));
    }
  };
  const language = useLanguage();
  return (
    <span className="inline-flex items-center print:hidden">
      <Button variant="quiet" icon={Link2} className="pe-1.5" onClick={() => void copy()}>
        <span className="max-sm:sr-only">{t("snapshots.detail.link")}</span>
      </Button>
      <ActionMenu
        iconOnly
        label={t("share.more")}
        icon={ChevronDown}
        items={[
          ...(snapshotHref === undefined
            ? []
            : [{ label: t("share.snapshot"), onSelect: () => void copy(wholeLink(snapshotHref)) }]),
          ...(view === undefined
            ? []
            : [
                {
                  label: t("share.shown"),
                  hint: t("share.shownHint"),
                  onSelect: () => void copyShown(view),
                },
              ]),
          {
            label: t("share.language", { language: languages[language] }),
            onSelect: () => void copy(withParameter("lang", language)),
          },
        ]}
      />
    </span>
  );
}

function withParameter(key: string, value: string): string {
  const url = new URL(window.location.href);
  url.searchParams.set(key, value);
  return url.href;
}
