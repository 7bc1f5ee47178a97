import { parseStored, readStored, writeStored } from "../state/stored";

/** A view of one's own: a name for an address, kept in this browser. */
export interface OwnView {
  name: string;
  path: string;
}

const key = "views";
const most = 50;

/** The views kept in this browser, by whatever version; anything that is none is left out. */
export const ownViews = (): OwnView[] => parseStored(readStored(key), isView).slice(0, most);

/** Keeps views; a name already there is given the new address. */
export const withView = (views: readonly OwnView[], view: OwnView): OwnView[] =>
  [view, ...views.filter(({ name }) => name !== view.name)].slice(0, most);

export const keepViews = (views: readonly OwnView[]): void =>
  writeStored(key, JSON.stringify(views));

function isView(value: unknown): value is OwnView {
  if (typeof value !== "object" || value === null) return false;
  const path: unknown = Reflect.get(value, "path");
  return (
    typeof Reflect.get(value, "name") === "string" &&
    typeof path === "string" &&
    /^\/(?![/\\])/.test(path)
  );
}
