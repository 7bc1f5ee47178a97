// @ts-check
import { fileURLToPath } from "node:url";

/** @typedef {import("vite").Rolldown.ChunkingContext} Context */

/** A page is what the app's map imports when it is gone to. */
const map = fileURLToPath(new URL("../web/routes.tsx", import.meta.url));
const start = fileURLToPath(new URL("../web/main.tsx", import.meta.url));
/** They show a list, or stand over one; what only they share comes apart from what others need too. */
const withList = /\/(?:Instances|Instance|Snapshot|Failures|AtRisk)Page\.tsx$/;
/** The page that most visits begin with, which what the lists behind it share does not burden. */
const first = /\/InstancesPage\.tsx$/;

/**
 * Which scripts the pages are built into: one that every page starts with, one of what pages share, two of what only
 * pages with lists share, and one for each page. A file of its own for whatever two pages share would make sixty.
 * What a page loads later, such as its menus, stays out of them.
 * @returns {import("vite").Rolldown.CodeSplittingGroup[]}
 */
export function pageChunks() {
  /** @type {Map<string, string> | null} */
  let groups = null;
  // What an earlier one needs is its own before the next one is asked.
  return ["start", "shared", "list", "details"].map((name, at) => ({
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
  for (const page of context.getModuleInfo(map)?.dynamicallyImportedIds ?? []) {
    for (const id of needsOf(page, context)) pagesOf.set(id, [...(pagesOf.get(id) ?? []), page]);
  }
  /** @type {Map<string, string>} */
  const groups = new Map();
  for (const [id, pages] of pagesOf) {
    if (pages.length < 2) continue;
    const ofLists = pages.every((page) => withList.test(page));
    groups.set(
      id,
      ofLists ? (pages.some((page) => first.test(page)) ? "list" : "details") : "shared",
    );
  }
  for (const id of needsOf(start, context)) if (id !== start) groups.set(id, "start");
  return groups;
}

/** A module and all that is loaded with it. @param {string} module @param {Context} context */
function needsOf(module, context) {
  const needed = new Set([module]);
  for (const id of needed) {
    for (const more of context.getModuleInfo(id)?.importedIds ?? []) needed.add(more);
  }
  return needed;
}
