import { useQuery } from "@tanstack/react-query";
import {
  ArrowRight,
  Bookmark,
  Keyboard,
  Languages,
  Link2,
  Monitor,
  Moon,
  SlidersHorizontal,
  Sun,
} from "lucide-react";
import { lazy, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useParams } from "react-router";
import { connectionsQuery } from "../api/connections";
import { switchLanguage } from "../i18n";
import { type Language, languages } from "../i18n/language";
import { useLanguage } from "../i18n/useLanguage";
import { useCopyLink } from "../keys/useCopyLink";
import { allConnections, paths } from "../paths/paths";
import type { Command } from "../search/commands";
import { setTheme, type Theme, themes, useTheme } from "../ui/theme";
import { useDialog } from "../ui/useDialog";

const KeysDialog = lazy(() => import("../keys/KeysDialog"));
const SettingsDialog = lazy(() => import("../settings/SettingsDialog"));
const ViewsDialog = lazy(() => import("../views/ViewsDialog"));

const themeIcons = { system: Monitor, light: Sun, dark: Moon };
const themeNames = {
  system: "commands.themeSystem",
  light: "commands.themeLight",
  dark: "commands.themeDark",
} as const satisfies Record<Theme, string>;
const others = { en: "zh-CN", "zh-CN": "en" } as const satisfies Record<Language, Language>;

/**
 * What can be done from anywhere by its name.
 * @param path the address of what is in view, without the base
 * @returns the commands, and the dialogs that some of them open
 */
export function useCommands(path: string): [commands: Command[], dialogs: ReactNode] {
  const { t } = useTranslation();
  const { data } = useQuery(connectionsQuery());
  const { connection = data?.items[0]?.id } = useParams();
  const copyLink = useCopyLink();
  const other = others[useLanguage()];
  const theme = useTheme();
  const [keys, openKeys] = useDialog((onClose) => <KeysDialog onClose={onClose} />);
  const [settings, openSettings] = useDialog((onClose) => <SettingsDialog onClose={onClose} />);
  const [views, openViews] = useDialog((onClose) => <ViewsDialog path={path} onClose={onClose} />);

  const go = (id: string, page: string, href: string, also: string): Command => ({
    id,
    label: t("commands.go", { page }),
    also,
    icon: ArrowRight,
    does: { href },
  });
  const several = (data?.items.length ?? 0) > 1;
  const commands: Command[] = [
    ...(connection === undefined
      ? []
      : [
          go(
            "instances",
            t("instances.title"),
            paths.instances(connection),
            t("commands.alsoInstances"),
          ),
          go(
            "failures",
            t("failures.title"),
            paths.failures(connection),
            t("commands.alsoFailures"),
          ),
          go("atRisk", t("atRisk.title"), paths.atRisk(connection), t("commands.alsoAtRisk")),
        ]),
    ...(several
      ? [
          go(
            "everywhere",
            t("commands.failuresEverywhere"),
            paths.failures(allConnections),
            t("commands.alsoFailures"),
          ),
        ]
      : []),
    ...(data?.viewer.operator
      ? [go("operations", t("operations.title"), paths.operations(), t("commands.alsoOperations"))]
      : []),
    {
      id: "link",
      label: t("snapshots.detail.link"),
      also: t("commands.alsoLink"),
      icon: Link2,
      shortcut: "c",
      does: { run: () => void copyLink() },
    },
    {
      id: "views",
      label: t("views.title"),
      also: t("commands.alsoViews"),
      icon: Bookmark,
      does: { run: openViews },
    },
    {
      id: "language",
      label: t("commands.language", { language: languages[other] }),
      also: t("commands.alsoLanguage"),
      icon: Languages,
      does: { run: () => void switchLanguage(other) },
    },
    ...themes
      .filter((each) => each !== theme)
      .map(
        (each): Command => ({
          id: each,
          label: t(themeNames[each]),
          also: t("commands.alsoTheme"),
          icon: themeIcons[each],
          does: { run: () => setTheme(each) },
        }),
      ),
    {
      id: "settings",
      label: t("settings.title"),
      also: t("commands.alsoSettings"),
      icon: SlidersHorizontal,
      does: { run: openSettings },
    },
    {
      id: "keys",
      label: t("keys.title"),
      also: t("commands.alsoKeys"),
      icon: Keyboard,
      shortcut: "?",
      does: { run: openKeys },
    },
    ...(data?.items ?? [])
      .filter(({ id }) => id !== connection)
      .map(({ id, label }) =>
        go(
          `connection ${id}`,
          t("commands.instancesOf", { connection: label }),
          paths.instances(id),
          `${id} ${t("commands.alsoConnection")}`,
        ),
      ),
  ];
  return [
    commands,
    <>
      {keys}
      {settings}
      {views}
    </>,
  ];
}
