import type { MaskedKind } from "./token-kind";

export type PartKind = "text" | MaskedKind;

/** A piece of a message: plain text, or a value that varies from one failure to the next. */
export interface Part {
  kind: PartKind;
  text: string;
}
