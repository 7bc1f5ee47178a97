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
/** An instance, and the drawer over it, which never comes without. */
const ofInstance = /\/(?:Instance|Snapshot)Page\.tsx$/;
/** They show how much of the account was read. */
const withCoverage = /\/(?:Failures|AtRisk)Page\.tsx$/;
/** What few parts use of the library that reads data, whose list of all its parts leads to them. */
const rarelyRead = /\/(?:useMutation|mutationObserver|useQueries|queriesObserver)\.js$/;
const drawer = /\/SnapshotPage\.tsx$/;

/** What menus, dialogs and popovers are made of; a search's list is only in searches. */
const ofPopups = /\/node_modules\/@(?:base-ui|floating-ui)\/(?!react\/(?:combobox|autocomplete)\/)/;

/**
 * Which scripts the pages are built into: one of what every page starts with and what pages of any kind share, some of
 * what only pages of a kind share, and one for each page. A file of its own for whatever two pages share would make
 * sixty. What a page loads later, such as its menus, stays out of them; what menus and dialogs share is one more, since
 * the browser takes some milliseconds for each file that is asked for while a button is approached.
 * @returns {import("vite").Rolldown.CodeSplittingGroup[]}
 */
export function pageChunks() {
  /** @type {Map<string, string> | null} */
  let groups = null;
  // What an earlier one needs is its own before the next one is asked.
  const ofPages = ["start", "list", "table", "coverage", "instance", "drawer"].map((name, at) => ({
    name: (/** @type {string} */ id, /** @type {Context} */ context) => {
      groups ??= groupsOf(context);
      return groups.get(id) === name ? name : null;
    },
    debugName: name,
    priority: 6 - at,
  }));
  return [
    ...ofPages,
    { name: "popups", test: ofPopups, minShareCount: 2, priority: 0 },
    { name: "icons", test: /\/node_modules\/lucide-react\//, minShareCount: 2, priority: 0 },
  ];
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
    const group = groupOf(id, users, later.has(id));
    if (group !== null) groups.set(id, group);
  }
  for (const id of needsOf(start, context)) if (!rarelyRead.test(id)) groups.set(id, "start");
  return groups;
}

/**
 * @param {string} id a module that pages are loaded with
 * @param {readonly string[]} users those pages
 * @param {boolean} isLater whether what comes later needs it too
 */
function groupOf(id, users, isLater) {
  /** @param {RegExp} pages */
  const only = (pages) => users.every((page) => pages.test(page));
  // The drawer also comes over the failures, later.
  if (only(drawer)) return drawer.test(id) ? null : "drawer";
  if (users.length < 2 && !isLater) return null;
  if (!only(withList)) return rarelyRead.test(id) ? null : "start";
  if (only(ofInstance)) return "instance";
  if (only(withCoverage)) return "coverage";
  return only(withTable) ? "table" : "list";
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
