import { useSyncExternalStore } from "react";
import { createStore } from "./create-store";

/**
 * When what an address answers was last read of the service, ISO 8601. It moves on while the answer itself stays the
 * same object, and so it is followed apart from it.
 */
export class Reading {
  readonly at = createStore<string | undefined>(undefined);
}

/** An answer, and when what it tells was last read. */
export type Answered<Body> = Body & { reading: Reading };

/** When it was last read, in a component; undefined until the first answer, and where that is not told. */
export const useReadAt = (reading: Reading | undefined): string | undefined =>
  useSyncExternalStore(reading?.at.subscribe ?? notFollowed, at(reading), at(reading));

const at = (reading: Reading | undefined) => () => reading?.at.get();

const notFollowed = () => () => {};
