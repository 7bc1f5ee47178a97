import type { ReactNode } from "react";
import { CopyButton } from "./CopyButton";

/** A part of a detail view under its heading. */
export const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="border-line border-t py-4">
    <h2 className="mb-2 font-medium text-subtle text-xs">{title}</h2>
    {children}
  </section>
);

/** Terms and what they are. */
export const Fields = ({ children }: { children: ReactNode }) => (
  <dl className="grid grid-cols-[5.5rem_minmax(0,1fr)] sm:grid-cols-[6.5rem_minmax(0,1fr)] items-baseline gap-x-3 gap-y-2">
    {children}
  </dl>
);

interface FieldProps {
  term: string;
  /** What the copy button puts on the clipboard; without it there is no button. */
  copy?: string | null;
  children: ReactNode;
}

export const Field = ({ term, copy, children }: FieldProps) => (
  <>
    <dt className="text-muted">{term}</dt>
    <dd className="flex min-w-0 items-baseline gap-1">
      <span className="wrap-anywhere min-w-0 flex-1">{children}</span>
      {copy && <CopyButton text={copy} what={term} className="self-start" />}
    </dd>
  </>
);

/** Text for machines: ids, addresses, commands. Broken anywhere rather than cut. */
export const Code = ({ children }: { children: ReactNode }) => (
  <code className="wrap-anywhere font-mono text-xs">{children}</code>
);
