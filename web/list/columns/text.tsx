import { EmptyValue } from "../../ui/DateTime";
import { columnKind } from "./column";

/** A text on one line; all of it is in the tooltip. */
export const TextCell = ({ text }: { text: string | null }) =>
  text === null ? (
    <EmptyValue />
  ) : (
    <span title={text} className="block truncate text-muted">
      {text}
    </span>
  );

/** Texts that may be cut. */
export const textColumn = columnKind((text: string | null) => <TextCell text={text} />);
