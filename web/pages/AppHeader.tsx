import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { useLocation, useMatch, useNavigate, useParams } from "react-router";
import { ViewerMenu } from "../access/ViewerMenu";
import { connectionsQuery } from "../api/connections";
import { useTranslation } from "../i18n/translation";
import { KeysButton } from "../keys/KeysButton";
import { allConnections, paths, patterns } from "../paths/paths";
import { SettingsButton } from "../settings/SettingsButton";
import { withoutDigest } from "../share/shared-view";
import { Link } from "../ui/Link";
import { Logo } from "../ui/Logo";
import { Select } from "../ui/Select";
import { ViewsButton } from "../views/ViewsButton";
import { GlobalSearch } from "./GlobalSearch";

/** The sections of a connection. */
export function SectionNav({ className }: { className: string }) {
  const { t } = useTranslation();
  const { connection: shown } = useParams();
  const { pathname } = useLocation();
  const isAt = (path: string) => `${pathname}/`.startsWith(`${path}/`);
  const { data } = useQuery(connectionsQuery());
  const everywhere = useMatch(paths.failures(allConnections)) !== null;
  // A page over all connections leads to the sections of the first one.
  const connection = shown ?? data?.items[0]?.id;
  if (connection === undefined) return null;
  const sections = [
    { to: paths.instances(connection), label: t("instances.title") },
    { to: paths.failures(everywhere ? allConnections : connection), label: t("failures.title") },
    { to: paths.atRisk(connection), label: t("atRisk.title") },
  ];
  return (
    <nav aria-label={t("app.sections")} className={clsx("flex gap-1 print:hidden", className)}>
      {sections.map(({ to, label }) => (
        <Link
          key={to}
          to={to}
          aria-current={isAt(to) ? "page" : undefined}
          className={clsx(
            "whitespace-nowrap rounded-md px-2 py-1 font-medium text-sm",
            isAt(to) ? "bg-inset text-text" : "text-muted hover:bg-hover hover:text-text",
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}

/** The logo, the connection, the sections, search, and the reader's choices. */
export function AppHeader() {
  const { pathname, search } = useLocation();
  // A view is kept without what a shared link says of its making.
  const path = pathname + withoutDigest(search);
  return (
    <>
      <header className="flex h-12 shrink-0 items-center gap-3 border-line border-b bg-surface px-4 print:hidden">
        <Link
          to={paths.home()}
          className="-mx-1 flex items-center gap-2 rounded-md px-1 font-semibold text-base tracking-tight"
        >
          <Logo className="size-5" />
          <span className="max-[26rem]:sr-only">Snapdeck</span>
        </Link>
        <ConnectionSwitch />
        <SectionNav className="max-md:hidden" />
        <div className="ms-auto flex items-center gap-2">
          <GlobalSearch path={path} />
          <ViewsButton path={path} />
          <KeysButton />
          <SettingsButton />
          <ViewerMenu />
        </div>
      </header>
      <SectionNav className="border-line border-b bg-surface px-2 py-1 md:hidden" />
    </>
  );
}

function ConnectionSwitch() {
  const { t } = useTranslation();
  const { connection: id } = useParams();
  const navigate = useNavigate();
  const { data } = useQuery(connectionsQuery());
  const current = data?.items.find((connection) => connection.id === id);
  // The address names the connection before the server does, so nothing moves when the list comes.
  const everywhere = useMatch(paths.failures(allConnections)) !== null;
  const ofFailures = useMatch(`${patterns.connection}/${patterns.failures}`) !== null || everywhere;
  const { search } = useLocation();
  const open = (connection: string) =>
    navigate(
      ofFailures
        ? // Failures of another connection, or of all, are seen under the same filters.
          paths.failures(connection) + withoutPage(search)
        : paths.instances(connection),
    );
  if (!everywhere && (id === undefined || (data !== undefined && current === undefined)))
    return null;
  return (
    <div className="flex min-w-0 items-center gap-2">
      <span aria-hidden className="text-line-strong">
        /
      </span>
      {data !== undefined && (current !== undefined || everywhere) && data.items.length > 1 ? (
        <Select
          aria-label={t("connections.label")}
          value={current?.id ?? allConnections}
          onChange={(event) => open(event.target.value)}
        >
          {ofFailures && <option value={allConnections}>{t("connections.all")}</option>}
          {data.items.map((connection) => (
            <option key={connection.id} value={connection.id}>
              {connection.label}
            </option>
          ))}
        </Select>
      ) : (
        <span className="truncate font-medium text-muted">
          {everywhere ? t("connections.all") : (current?.label ?? id)}
        </span>
      )}
      {current?.kind === "emulator" && (
        <span
          title={t("connections.emulatorHint")}
          className="whitespace-nowrap rounded-sm border border-line-strong border-dashed px-1.5 max-[26rem]:hidden text-subtle text-xs leading-5"
        >
          {t("connections.emulator")}
        </span>
      )}
    </div>
  );
}

function withoutPage(search: string): string {
  const params = new URLSearchParams(search);
  params.delete("page");
  return params.size === 0 ? "" : `?${params}`;
}
