// @ts-check
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** @typedef {import("vite").Rolldown.ChunkingContext} Context */

/** A page is what the app's map imports when it is gone to. */
const map = fileURLToPath(new URL("../web/routes.tsx", import.meta.url));
const start = fileURLToPath(new URL("../web/main.tsx", import.meta.url));
/** The library's own list of its icons, which leads to all of them. */
const icons = /\/lucide-react\/dist\/esm\/lucide-react\.mjs$/;
/** They show a list, or stand over one; what only they share comes apart from what others need too. */
const withList = /\/(?:Instances|Instance|Snapshot|Failures|AtRisk)Page\.tsx$/;
/** They begin with a table; the failures page has its own only where pushes are listed. */
const withTable = /\/(?:Instances|Instance|AtRisk)Page\.tsx$/;
/** The page that most visits begin with, which what the lists behind it share does not burden. */
const first = /\/InstancesPage\.tsx$/;
const drawer = /\/SnapshotPage\.tsx$/;

/**
 * Which scripts the pages are built into: one of what every page starts with and what pages of any kind share, three of
 * what only pages with lists share, and one for each page. A file of its own for whatever two pages share would make
 * sixty. What a page loads later, such as its menus, stays out of them.
 * @returns {import("vite").Rolldown.CodeSplittingGroup[]}
 */
export function pageChunks() {
  /** @type {Map<string, string> | null} */
  let groups = null;
  // What an earlier one needs is its own before the next one is asked.
  return ["start", "list", "table", "details"].map((name, at) => ({
    name: (id, context) => {
      groups ??= groupsOf(context);
      return groups.get(id) === name ? name : null;
    },
    debugName: name,
    priority: 4 - at,
  }));
}

/** The group of each module; a page's own modules have none. @param {Context} context */
function groupsOf(context) {
  /** @type {Map<string, string[]>} */
  const pagesOf = new Map();
  const pages = context.getModuleInfo(map)?.dynamicallyImportedIds ?? [];
  for (const page of pages) {
    for (const id of needsOf(page, context)) pagesOf.set(id, [...(pagesOf.get(id) ?? []), page]);
  }
  const later = neededLater([...pagesOf.keys()], pages, context);
  /** @type {Map<string, string>} */
  const groups = new Map();
  for (const [id, users] of pagesOf) {
    // The drawer is the snapshot's page, and comes later over the failures.
    const isOwn = users.length < 2 && (!later.has(id) || users.some((page) => drawer.test(page)));
    if (isOwn) continue;
    const ofLists = users.every((page) => withList.test(page));
    const ofTables = users.every((page) => withTable.test(page));
    const ofFirst = users.some((page) => first.test(page));
    groups.set(id, !ofLists ? "start" : !ofFirst ? "details" : ofTables ? "table" : "list");
  }
  for (const id of needsOf(start, context)) if (id !== start) groups.set(id, "start");
  return groups;
}

/**
 * What comes with the menus and dialogs of the pages, which would have a file of its own where a page needs it too.
 * @param {string[]} modules @param {readonly string[]} pages @param {Context} context
 */
function neededLater(modules, pages, context) {
  const later = modules
    .flatMap((id) => context.getModuleInfo(id)?.dynamicallyImportedIds ?? [])
    .filter((id) => !pages.includes(id));
  return new Set(later.flatMap((id) => [...needsOf(id, context)]));
}

/** A module and all that is loaded with it. @param {string} module @param {Context} context */
function needsOf(module, context) {
  const needed = new Set([module]);
  for (const id of needed) {
    const info = context.getModuleInfo(id);
    for (const more of info?.importedIds ?? []) {
      const isIcons = icons.test(more);
      for (const one of isIcons ? iconsOf(info?.code, more, context) : [more]) needed.add(one);
    }
  }
  return needed;
}

/** @type {Map<string, string> | null} */
let iconFiles = null;

/** The icons that a module imports by name. @param {string | null | undefined} code @param {string} list @param {Context} context */
function iconsOf(code, list, context) {
  iconFiles ??= new Map(
    [
      ...(context.getModuleInfo(list)?.code ?? "").matchAll(/export \{([^}]*)\} from '(.*)'/g),
    ].flatMap(([, names = "", file = ""]) =>
      namesIn(names).map((name) => [name.replace("default as ", ""), join(dirname(list), file)]),
    ),
  );
  const named = /import \{([^}]*)\} from "lucide-react"/.exec(code ?? "")?.[1] ?? "";
  return namesIn(named).flatMap((name) => iconFiles?.get(name) ?? []);
}

/** @param {string} list */
const namesIn = (list) => list.split(",").map((name) => name.trim());
