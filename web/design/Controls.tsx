import { Columns3, Download, RefreshCw, Share2, UserRound } from "lucide-react";
import { useState } from "react";
import { ActionMenu } from "../ui/ActionMenu";
import { Button, IconButton } from "../ui/Button";
import { CheckMenu } from "../ui/CheckMenu";
import { menuClass, menuItemClass, menuTickClass, Tick } from "../ui/menu-styles";
import { SearchField } from "../ui/SearchField";
import { Segments } from "../ui/Segments";
import { Select } from "../ui/Select";
import { Switch } from "../ui/Switch";
import { Specimen } from "./Both";
import type { Theme } from "./tokens";

const nothing = () => {};

/** How a state looks that only a pointer or a key brings about. */
const hovered = { background: "var(--hover)", color: "var(--text)" };
const focused = { outline: "2px solid var(--accent)", outlineOffset: "1px" };

/** Buttons in every state. */
export const Buttons = () => (
  <>
    {(["outline", "quiet"] as const).map((variant) => (
      <Specimen key={variant} name={variant}>
        <Button variant={variant}>Rest</Button>
        <Button variant={variant} icon={Download}>
          With icon
        </Button>
        <Button variant={variant} style={hovered}>
          Hovered
        </Button>
        <Button variant={variant} style={focused}>
          Focused
        </Button>
        <Button variant={variant} data-popup-open="">
          Open
        </Button>
        <Button variant={variant} disabled>
          Disabled
        </Button>
      </Specimen>
    ))}
    {(["md", "sm"] as const).map((size) => (
      <Specimen key={size} name={`icon, ${size}`}>
        <IconButton size={size} icon={RefreshCw} label="Rest" />
        <IconButton size={size} icon={RefreshCw} label="Hovered" style={hovered} />
        <IconButton size={size} icon={RefreshCw} label="Focused" style={focused} />
        <IconButton size={size} icon={RefreshCw} label="Busy" className="[&>svg]:pulse" />
        <IconButton size={size} icon={RefreshCw} label="Disabled" disabled />
      </Specimen>
    ))}
  </>
);

const periods = [
  { value: "24h", label: "24 h", content: "24 h" },
  { value: "7d", label: "7 d", content: "7 d" },
  { value: "30d", label: "30 d", content: "30 d" },
] as const;

/** One choice, a text, on or off. They work, so that hover, focus and typing can be tried. */
export function Choices({ theme }: { theme: Theme }) {
  const [period, setPeriod] = useState<(typeof periods)[number]["value"]>("7d");
  const [text, setText] = useState("notebook");
  const [on, setOn] = useState(true);
  return (
    <>
      <Specimen name="segments">
        <Segments
          label="Period"
          name={`period-${theme}`}
          value={period}
          options={periods}
          onChange={setPeriod}
        />
      </Specimen>
      <Specimen name="select">
        <Select aria-label="Rest">
          <option>Newest first</option>
          <option>Oldest first</option>
        </Select>
        <Select aria-label="Focused" style={focused}>
          <option>Focused</option>
        </Select>
      </Specimen>
      <Specimen name="search">
        <SearchField label="Empty" hint="Name or id" value="" onSearch={nothing} />
        <SearchField label="Filled" hint="Name or id" value={text} onSearch={setText} />
      </Specimen>
      <Specimen name="switch">
        <Switch label="On" checked={on} onChange={setOn} />
        <Switch label="Off" checked={!on} onChange={(off) => setOn(!off)} />
      </Specimen>
    </>
  );
}

const values = [
  { value: "a", checked: true, content: "Anna", end: "12" },
  { value: "b", checked: false, content: "Bo", end: "3" },
];

/** Menus, closed to be tried and drawn open: a real list opens in the page's own theme. */
export const Menus = () => (
  <>
    <Specimen name="closed">
      <CheckMenu label="Owner" summary="Anna" icon={UserRound} items={values} onCheck={nothing} />
      <CheckMenu label="Columns" icon={Columns3} items={values} onCheck={nothing} />
      <ActionMenu label="Share" icon={Share2} items={[{ label: "Copy", onSelect: nothing }]} />
    </Specimen>
    <div className="flex flex-wrap items-start gap-4 pt-2">
      <div className={menuClass}>
        {values.map(({ value, checked, content, end }) => (
          <div key={value} className={menuTickClass} data-highlighted={checked ? undefined : ""}>
            <Tick checked={checked} />
            <span className="flex-1">{content}</span>
            <span className="ps-3 text-subtle text-xs">{end}</span>
          </div>
        ))}
      </div>
      <div className={menuClass}>
        <div className={menuItemClass}>
          Rest<span className="block text-subtle text-xs">With a hint</span>
        </div>
        <div className={menuItemClass} data-highlighted="">
          Highlighted
        </div>
      </div>
    </div>
  </>
);
