/** One named way to a region: what a reader may know of it, which is never a credential. */
export interface Connection {
  /** Stands first in every address; the region id by default. */
  id: string;
  label: string;
  region: string;
  kind: "emulator" | "live";
  /** A workspace id, or `ALL`. */
  workspace: string;
}

export interface ConnectionList {
  /** The first is the default. */
  items: Connection[];
}
