import type { ReactNode } from "react";
import { type Theme, themes } from "./tokens";

interface BothProps {
  title: string;
  note?: string;
  /** Drawn once a theme; the theme keeps the names of controls apart. */
  children: (theme: Theme) => ReactNode;
}

/** A part of the page in both themes, side by side: each column has its own `color-scheme`. */
export function Both({ title, note, children }: BothProps) {
  return (
    <div className="mt-8">
      <h2 className="font-semibold text-base">{title}</h2>
      {note && <p className="max-w-prose text-muted">{note}</p>}
      <div className="mt-2 grid gap-4 md:grid-cols-2">
        {themes.map((theme) => (
          <section
            key={theme}
            aria-label={`${title}, ${theme}`}
            // The text's colour has to be set again: what is inherited was computed in the page's own theme.
            className="min-w-0 overflow-x-auto rounded-lg border border-line bg-surface p-4 text-text"
            style={{ colorScheme: theme }}
          >
            {children(theme)}
          </section>
        ))}
      </div>
    </div>
  );
}

/** A specimen with its name. */
export const Specimen = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="flex flex-wrap items-center gap-x-4 gap-y-1 py-1.5">
    <span className="w-24 shrink-0 text-subtle text-xs">{name}</span>
    <div className="flex min-w-0 flex-1 flex-wrap items-center gap-2">{children}</div>
  </div>
);
