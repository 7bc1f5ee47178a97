import { CopyButton } from "../../ui/CopyButton";

interface IdWithCopyProps {
  id: string;
  /** What it is the id of, as it stands in a sentence: `instance id`. */
  what: string;
}

/** An id under a row's name, with a copy button that shows while the row is pointed at or has the focus. */
export const IdWithCopy = ({ id, what }: IdWithCopyProps) => (
  <div className="flex h-5 min-w-0 items-center gap-1">
    <code className="truncate font-mono text-subtle text-xs">{id}</code>
    <CopyButton
      text={id}
      what={what}
      tabIndex={-1}
      className="max-md:hidden opacity-0 focus-visible:opacity-100 group-hover/row:opacity-100 group-focus/row:opacity-100"
    />
  </div>
);
