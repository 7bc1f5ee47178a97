import { Fragment, type ReactNode } from "react";

const mark = "\u0001";

/** What a sentence of the catalogue is given for a part that is more than text, such as a link. */
export const slot = (name: string) => `${mark}${name}${mark}`;

/**
 * A sentence of the catalogue with links in it, in the order of its language. What is put in is never read as
 * markup, whatever its text.
 */
export const Sentence = ({ text, slots }: { text: string; slots: Record<string, ReactNode> }) =>
  text
    .split(mark)
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no identity but their place
    .map((part, at) => <Fragment key={at}>{at % 2 === 1 ? slots[part] : part}</Fragment>);
