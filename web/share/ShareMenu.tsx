import { useQueryClient } from "@tanstack/react-query";
import { Link2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { languages } from "../i18n/language";
import { useLanguage } from "../i18n/useLanguage";
import { wholeLink } from "../paths/base-path";
import { ActionMenu } from "../ui/ActionMenu";
import { flash } from "../ui/announce";
import { copyText } from "../ui/clipboard";
import { encodeDigest } from "./digest";
import { asParameter, type SharedView } from "./shared-view";

interface ShareMenuProps {
  /** The list in view; without one the link cannot carry what it shows. */
  view?: SharedView;
  /** The address of the one snapshot in view, without its list. */
  snapshotHref?: string;
}

/** Copies a link to what is in view: as it is, with what it shows now, in the reader's language, or to one snapshot. */
export function ShareMenu({ view, snapshotHref }: ShareMenuProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const copy = async (href: string) => {
    const copied = await copyText(href);
    flash(t(copied ? "keys.linkCopied" : "actions.copyFailed"));
  };
  const copyShown = async (of: SharedView) => {
    try {
      await copy(withParameter(asParameter, encodeDigest(await of.read(client), Date.now())));
    } catch {
      flash(t("share.notRead"));
    }
  };
  const language = useLanguage();
  return (
    <ActionMenu
      label={t("snapshots.detail.link")}
      icon={Link2}
      items={[
        { label: t("share.view"), onSelect: () => void copy(window.location.href) },
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
  );
}

function withParameter(key: string, value: string): string {
  const url = new URL(window.location.href);
  url.searchParams.set(key, value);
  return url.href;
}
