import { useState } from "react";
import { Button } from "../ui/Button";
import { useMedia } from "../ui/media";
import css from "../ui/theme.css?raw";
import { Specimen } from "./Both";
import { tokensOf } from "./tokens";
import { spacingSteps, usesOf } from "./usage";

const tokens = tokensOf(css);

/** The tokens of one kind, without those that only go with another. */
const kind = (prefix: string) =>
  [...tokens]
    .filter(([name]) => name.startsWith(`${prefix}-`) && !name.includes("--"))
    .map(([name, value]) => ({ name: name.slice(prefix.length + 1), value }));

/** The sizes of type, and its weights. */
export const TypeScale = () => (
  <>
    {kind("text").map(({ name, value }) => (
      <Specimen key={name} name={`text-${name}`}>
        <span style={{ fontSize: value, lineHeight: tokens.get(`text-${name}--line-height`) }}>
          Snapshot 快照 0123
        </span>
        <span className="text-subtle text-xs">
          {value} / {tokens.get(`text-${name}--line-height`)}, {usesOf("text", name)} uses
        </span>
      </Specimen>
    ))}
    {kind("font-weight").map(({ name, value }) => (
      <Specimen key={name} name={`font-${name}`}>
        <span style={{ fontWeight: value }}>Snapshot 快照 0123</span>
        <span className="text-subtle text-xs">
          {value}, {usesOf("font", name)} uses
        </span>
      </Specimen>
    ))}
    <Specimen name="font-mono">
      <code className="font-mono text-xs">dsw-05cexxxxxxxxx</code>
    </Specimen>
  </>
);

/** The steps padding, margins and gaps take. */
export const Spacing = () => (
  <>
    {spacingSteps().map(([step, uses]) => (
      <Specimen key={step} name={String(step)}>
        <span
          className="h-3 bg-accent"
          style={{ width: `calc(${tokens.get("spacing")} * ${step})` }}
        />
        <span className="text-subtle text-xs">
          {step * 4} px, {uses} uses
        </span>
      </Specimen>
    ))}
  </>
);

/** Corners, shadows, and what lies over what. */
export const Shapes = () => (
  <>
    {kind("radius").map(({ name, value }) => (
      <Specimen key={name} name={`rounded-${name}`}>
        <span
          className="size-8 border border-line-strong bg-inset"
          style={{ borderRadius: value.replace("var(--radius-md)", "0.375rem") }}
        />
        <span className="text-subtle text-xs">
          {value}, {usesOf("rounded", name)} uses
        </span>
      </Specimen>
    ))}
    {kind("shadow")
      .filter(({ name }) => name !== "text")
      .map(({ name, value }) => (
        <Specimen key={name} name={`shadow-${name}`}>
          <span
            className="m-3 size-12 rounded-lg border border-line bg-raised"
            style={{ boxShadow: value }}
          />
        </Specimen>
      ))}
    {kind("z-index").map(({ name, value }) => (
      <Specimen key={name} name={`z-${name}`}>
        {value}
      </Specimen>
    ))}
  </>
);

/** The one duration and the one curve, to be seen at work, and what is left of them with reduced motion. */
export function Motion() {
  const [there, setThere] = useState(false);
  const reduced = useMedia("(prefers-reduced-motion: reduce)");
  return (
    <>
      <Specimen name="--motion">
        <Button onClick={() => setThere(!there)}>Move</Button>
        <span
          className="size-6 rounded-md bg-accent transition-transform"
          style={{ transform: there ? "translateX(6rem)" : undefined }}
        />
      </Specimen>
      <Specimen name="value">
        {tokens.get("motion")}, {tokens.get("ease-out")}
      </Specimen>
      <Specimen name="pulse">
        <span className="pulse size-1.5 rounded-full bg-info" /> what is under way, and skeletons
      </Specimen>
      <p className="mt-2 text-muted">
        {reduced
          ? "This system asks for reduced motion: --motion is 0 ms and nothing breathes."
          : "Where the system asks for reduced motion --motion is 0 ms and nothing breathes."}
      </p>
    </>
  );
}
