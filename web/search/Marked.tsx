import { markParts } from "./mark-parts";

/** A text with every place marked where another one stands in it. */
export const Marked = ({ text, wanted }: { text: string; wanted: string }) =>
  markParts(text, wanted).map((part, at) =>
    part.hit ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other identity
      <mark key={at} className="rounded-xs bg-warn-tint text-text underline decoration-warn">
        {part.text}
      </mark>
    ) : (
      part.text
    ),
  );
