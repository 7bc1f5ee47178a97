import { Search, X } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "../i18n/translation";
import { IconButton } from "./Button";

const pauseMs = 200;

interface SearchFieldProps {
  label: string;
  hint: string;
  /** The text in the address. */
  value: string;
  /** Called once typing pauses. */
  onSearch: (text: string) => void;
}

/** Searches as you type. The address has the text; a draft exists only between a key and the pause after it. */
export function SearchField({ label, hint, value, onSearch }: SearchFieldProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<string | null>(null);
  if (draft === value) setDraft(null);

  useEffect(() => {
    if (draft === null) return;
    const timer = setTimeout(() => onSearch(draft), pauseMs);
    return () => clearTimeout(timer);
  }, [draft, onSearch]);

  const shown = draft ?? value;
  return (
    <search className="relative flex min-w-48 flex-1 max-md:basis-full md:max-w-sm">
      <Search
        aria-hidden
        className="pointer-events-none absolute start-2.5 top-1/2 size-3.5 -translate-y-1/2 text-subtle"
      />
      <input
        type="search"
        aria-label={label}
        placeholder={hint}
        value={shown}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && draft !== null) onSearch(draft);
          if (event.key === "Escape" && shown !== "") {
            event.stopPropagation();
            setDraft("");
          }
        }}
        className="h-8 w-full rounded-md border border-line-strong bg-surface ps-8 pe-8 text-sm [&::-webkit-search-cancel-button]:hidden"
      />
      {shown !== "" && (
        <IconButton
          size="sm"
          icon={X}
          label={t("actions.clearSearch")}
          onClick={() => setDraft("")}
          className="absolute end-1 top-1"
        />
      )}
    </search>
  );
}
