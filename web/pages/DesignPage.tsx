import { Both } from "../design/Both";
import { Surfaces, Tints } from "../design/Colors";
import { Buttons, Choices, Menus } from "../design/Controls";
import { Absences, Texts } from "../design/Notices";
import { Motion, Shapes, Spacing, TypeScale } from "../design/Scales";
import { Statuses } from "../design/Statuses";
import { PageTitle } from "./PageTitle";

/**
 * The design language on one page, from the tokens themselves. It exists only in development, and only
 * in English: it is for people who work on Snapdeck.
 */
export function Component() {
  return (
    <main className="mx-auto max-w-[100rem] px-4 py-8">
      <PageTitle parts={["Design"]} />
      <h1 className="font-semibold text-xl">The design language</h1>
      <p className="max-w-prose text-muted">
        One set of tokens, in web/ui/theme.css, each colour written once for both themes. Success is
        quiet, what needs attention has a background of its own, and no meaning is in colour alone.
      </p>
      <Both
        title="Surfaces and text"
        note="WCAG 2 contrast as computed here and now; below 4.5 is marked."
      >
        {() => <Surfaces />}
      </Both>
      <Both title="Tints and lines">{() => <Tints />}</Both>
      <Both title="Statuses" note="Every known word, and two that are not.">
        {() => <Statuses />}
      </Both>
      <Both title="Type">{() => <TypeScale />}</Both>
      <Both
        title="Spacing"
        note="The steps in use for padding, margins and gaps, counted in the sources."
      >
        {() => <Spacing />}
      </Both>
      <Both title="Corners, shadows, layers">{() => <Shapes />}</Both>
      <Both title="Motion">{() => <Motion />}</Both>
      <Both title="Buttons">{() => <Buttons />}</Both>
      <Both title="Choices">{(theme) => <Choices theme={theme} />}</Both>
      <Both title="Menus">{() => <Menus />}</Both>
      <Both title="Nothing there, and failures">{() => <Absences />}</Both>
      <Both title="Text and its skeleton">{() => <Texts />}</Both>
    </main>
  );
}
