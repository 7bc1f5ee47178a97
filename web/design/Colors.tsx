import { Measured } from "./Measured";
import { roles } from "./tokens";

/** Every text colour on every surface, with its contrast. */
export const Surfaces = () => (
  <table className="w-full text-start">
    <caption className="sr-only">Contrast of text on surfaces</caption>
    <thead>
      <tr>
        <td />
        {roles.texts.map((text) => (
          <th key={text} scope="col" className="px-1 text-start font-medium text-subtle text-xs">
            {text}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {roles.surfaces.map((background) => (
        <tr key={background}>
          <th scope="row" className="pe-2 text-start font-medium text-subtle text-xs">
            {background}
          </th>
          {roles.texts.map((text) => (
            <td key={text} className="p-1">
              <Sample text={text} background={background} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);

/** What may stand on the tints, and the lines that go with them. */
export const Tints = () => (
  <>
    {roles.tints.map((background) => (
      <div key={background} className="flex flex-wrap items-center gap-3 py-1">
        <span className="w-24 text-subtle text-xs">{background}</span>
        {[background.replace("-tint", ""), "text", "muted"].map((text) => (
          <Sample key={text} text={text} background={background} />
        ))}
      </div>
    ))}
    <div className="mt-2 flex flex-wrap gap-4">
      {roles.lines.map((line) => (
        <span key={line} className="w-24 pb-1 text-subtle text-xs" style={under(line)}>
          {line}
        </span>
      ))}
    </div>
  </>
);

const Sample = ({ text, background }: { text: string; background: string }) => (
  <Measured>
    <span
      title={`${text} on ${background}`}
      className="rounded-sm border border-line px-1.5 font-medium"
      style={{ color: `var(--${text})`, background: `var(--${background})` }}
    >
      Aa
    </span>
  </Measured>
);

const under = (line: string) => ({ borderBottom: `1px solid var(--${line})` });
