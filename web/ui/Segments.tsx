import { clsx } from "clsx";
import type { ReactNode } from "react";

interface SegmentsProps<Value extends string> {
  label: string;
  /** Of the radio buttons; the label's where the page has the choice only once. */
  name?: string;
  value: Value;
  /** Each with its label, and what is shown, which may be an icon. */
  options: readonly { value: Value; label: string; content: ReactNode; lang?: string }[];
  onChange: (value: Value) => void;
}

/** A choice of one among few, all in view: native radio buttons, drawn as one control. */
export function Segments<Value extends string>({
  label,
  name = label,
  value,
  options,
  onChange,
}: SegmentsProps<Value>) {
  return (
    <fieldset className="flex rounded-md border border-line p-px">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          title={option.label}
          lang={option.lang}
          className={clsx(
            "flex h-6 min-w-7 cursor-pointer items-center justify-center rounded-inner px-1.5 font-medium text-xs transition-colors has-focus-visible:outline-2 has-focus-visible:outline-accent",
            option.value === value ? "bg-inset text-text" : "text-subtle hover:text-text",
          )}
        >
          <input
            type="radio"
            className="sr-only"
            name={name}
            checked={option.value === value}
            aria-label={option.label}
            onChange={() => onChange(option.value)}
          />
          {option.content}
        </label>
      ))}
    </fieldset>
  );
}
