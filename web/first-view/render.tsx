import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { renderToStaticMarkup } from "react-dom/server";
import { MemoryRouter, Outlet, type RouteObject, useRoutes } from "react-router";
import { createQueryClient } from "../api/query-client";
import { useAtRiskColumns } from "../at-risk/columns";
import { en } from "../i18n/en";
import type { Language } from "../i18n/language";
import { inForce, translation } from "../i18n/translation";
import { zhCN } from "../i18n/zh-CN";
import { useInstanceColumns } from "../instances/columns";
import type { ColumnHead } from "../list/columns/column";
import { selectColumnRem } from "../list/SelectCell";
import { Component as AtRiskPage } from "../pages/AtRiskPage";
import { Component as ComparePage } from "../pages/ComparePage";
import { Component as FailuresPage } from "../pages/FailuresPage";
import { Component as InstancePage } from "../pages/InstancePage";
import { Component as InstancesPage } from "../pages/InstancesPage";
import { Component as OperationsPage } from "../pages/OperationsPage";
import { Shell } from "../pages/Shell";
import { Component as SnapshotPage } from "../pages/SnapshotPage";
import { atRiskParams } from "../paths/at-risk";
import { placeMarks } from "../paths/first-view";
import { instanceParams } from "../paths/instances";
import { allConnections, paths, patterns } from "../paths/paths";
import { snapshotParams } from "../paths/snapshots";
import { useSnapshotColumns } from "../snapshots/columns";
import { columnRules, type FirstTable } from "./column-rules";
import { classesOf, pictureOf } from "./markup";

/** What every page looks like before its scripts and its data are there. */
export interface FirstViews {
  /** The HTML of each page, by language and by its name. */
  pages: Record<Language, Record<string, string>>;
  /** The HTML of what is said where scripts do not run. */
  noScript: Record<Language, string>;
  /** The classes that the pages need rules of. */
  classes: string[];
  /** Rules that no class stands for. */
  rules: string;
}

const { connection, instanceId, snapshotId } = placeMarks;

/** The address of each page, with marks where the ids of an address stand. */
const addresses: Record<string, string> = {
  frame: "/",
  operations: paths.operations(),
  instances: paths.instances(connection),
  instance: paths.instance(connection, instanceId),
  snapshot: paths.snapshot(connection, instanceId, snapshotId),
  compare: paths.compare(connection, instanceId, "", ""),
  failures: paths.failures(connection),
  allFailures: paths.failures(allConnections),
  atRisk: paths.atRisk(connection),
};

/** The pages as the app's map has them, without what they load. */
const routes: RouteObject[] = [
  {
    path: "/",
    Component: Shell,
    children: [
      { index: true, element: null },
      { path: patterns.operations, Component: OperationsPage },
      { path: patterns.failures, Component: FailuresPage },
      {
        path: patterns.connection,
        Component: Outlet,
        children: [
          { path: patterns.instances, Component: InstancesPage },
          { path: patterns.failures, Component: FailuresPage },
          { path: patterns.atRisk, Component: AtRiskPage },
          { path: patterns.compare, Component: ComparePage },
          {
            path: patterns.instance,
            Component: InstancePage,
            children: [{ path: patterns.snapshot, Component: SnapshotPage }],
          },
        ],
      },
    ],
  },
];

const instancesTable = (): FirstTable => ({
  columns: columnsOf(() => useInstanceColumns(connection)),
  sortedBy: instanceParams.defaults.sort,
  taken: 0,
});
const snapshotsTable = (): FirstTable => ({
  columns: columnsOf(() => useSnapshotColumns(connection, new Map())),
  sortedBy: snapshotParams.defaults.sort,
  taken: selectColumnRem,
});
const atRiskTable = (): FirstTable => ({
  columns: columnsOf(() => useAtRiskColumns()),
  sortedBy: atRiskParams.defaults.sort,
  taken: 0,
});

/** The tables of the pages by their classes, and the pages that have each. */
const tables: readonly { name: string; pages: readonly string[]; of: () => FirstTable }[] = [
  { name: "first-instances", pages: ["instances"], of: instancesTable },
  { name: "first-snapshots", pages: ["instance", "snapshot"], of: snapshotsTable },
  { name: "first-at-risk", pages: ["atRisk"], of: atRiskTable },
];

const catalogues: Record<Language, Parameters<typeof translation>[1]> = { en, "zh-CN": zhCN };

/** Renders every page as it is before its scripts and its data are there. For the build alone. */
export function renderFirstViews(): FirstViews {
  const english = pagesIn("en");
  const chinese = pagesIn("zh-CN");
  const all = [english, chinese].flatMap(({ pages, noScript }) => [
    ...Object.values(pages),
    noScript,
  ]);
  return {
    pages: { en: english.pages, "zh-CN": chinese.pages },
    noScript: { en: english.noScript, "zh-CN": chinese.noScript },
    classes: [...new Set(["contents", ...all.flatMap((html) => [...classesOf(html)])])],
    rules: [
      // What a table has room for is a matter of its own box.
      // What there is room for is a matter of the list's own box, or of its page's where the drawer takes a part of it.
      ".list-on-paper:has(>.first-table),main:has(>.list-on-paper>.first-table),main>:has(>.list-on-paper>.first-table){container-type:inline-size}",
      // As public/theme.js says that they are kept.
      "@media (width >= 48rem){[data-first-rows=compact] .first-table tbody tr>*{height:1.75rem}}",
      ...tables.flatMap(({ name, of }) => columnRules(name, of())),
    ].join("\n"),
  };
}

function pagesIn(language: Language): { pages: Record<string, string>; noScript: string } {
  const words = translation(language, catalogues[language]);
  inForce.set(words);
  const pages = Object.entries(addresses).map(([page, address]) => {
    const table = tables.find(({ pages }) => pages.includes(page));
    const client = createQueryClient();
    const html = renderToStaticMarkup(<Page address={address} client={client} />);
    // A query that nobody reads is kept for minutes by a timer, which would keep the build's process too.
    client.clear();
    return [page, pictureOf(html, table ? `first-table ${table.name}` : null)];
  });
  const noScript = renderToStaticMarkup(
    <p className="bg-warn-tint px-4 py-2 font-medium">{words.t("app.noScript")}</p>,
  );
  return { pages: Object.fromEntries(pages), noScript };
}

function Page({ address, client }: { address: string; client: QueryClient }) {
  return (
    <QueryClientProvider client={client}>
      <MemoryRouter initialEntries={[address]}>
        <Pages />
      </MemoryRouter>
    </QueryClientProvider>
  );
}

const Pages = () => useRoutes(routes);

/** The columns that a hook gives. */
function columnsOf(useColumns: () => readonly ColumnHead[]): readonly ColumnHead[] {
  let columns: readonly ColumnHead[] = [];
  function Ask() {
    columns = useColumns();
    return null;
  }
  renderToStaticMarkup(<Ask />);
  return columns;
}
