import type { LucideIcon } from "lucide-react";

/** Something to do that can be found by its name: a page to go to, or what a button elsewhere does. */
export interface Command {
  id: string;
  label: string;
  /** Other words that find it, in every language: who reads a page in the wrong one looks for a way out of it. */
  also: string;
  icon: LucideIcon;
  /** The single key that does the same. */
  shortcut?: string;
  does: { href: string } | { run: () => void };
}

/** Commands shown beside what is found. */
const most = 5;

/** The commands that a text names, the likeliest first: every word of it begins a word of theirs. */
export function rankCommands(commands: readonly Command[], text: string): Command[] {
  const typed = wordsOf(text);
  if (typed.length === 0) return [];
  return commands
    .map((command) => ({ command, rank: rankOf(command, text, typed) }))
    .filter(({ rank }) => rank !== null)
    .sort((a, b) => Number(a.rank) - Number(b.rank))
    .slice(0, most)
    .map(({ command }) => command);
}

function rankOf({ label, also }: Command, text: string, typed: readonly string[]): number | null {
  if (label.toLowerCase().startsWith(text.trim().toLowerCase())) return 0;
  const own = wordsOf(label);
  if (typed.every((word) => begins(own, word))) return 1;
  const all = [...own, ...wordsOf(also)];
  return typed.every((word) => begins(all, word)) ? 2 : null;
}

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

const han = /\p{Script=Han}/u;

/** Chinese is written without spaces between its words: there any part is one. */
const begins = (words: readonly string[], part: string) =>
  words.some((word) => (han.test(part) ? word.includes(part) : word.startsWith(part)));
