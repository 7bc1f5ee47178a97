interface SwitchProps {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** On or off, at once: a native checkbox that is read as a switch. Its knob's place shows the state, not its colour alone. */
export const Switch = ({ label, checked, onChange }: SwitchProps) => (
  <label className="inline-flex h-8 cursor-pointer select-none items-center gap-2 font-medium">
    <span className="relative inline-flex">
      <input
        type="checkbox"
        // biome-ignore lint/a11y/useAriaPropsForRole: a checkbox tells its own state
        role="switch"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="peer h-4.5 w-8 cursor-pointer appearance-none rounded-full border border-subtle bg-surface transition-colors checked:border-text checked:bg-text"
      />
      <span
        aria-hidden
        className="pointer-events-none absolute start-0.75 top-0.75 size-3 rounded-full bg-subtle transition-transform peer-checked:translate-x-3.5 peer-checked:bg-surface"
      />
    </span>
    {label}
  </label>
);
