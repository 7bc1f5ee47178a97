import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { buttonClass } from "./Button";

const load = () => import("./CheckMenuPopup");
const CheckMenuPopup = lazy(load);

export interface CheckMenuItem {
  value: string;
  checked: boolean;
  content: ReactNode;
  /** At the far end, such as a count. */
  end?: ReactNode;
}

export interface CheckMenuProps {
  label: string;
  /** What the button does, where its label alone would not tell. Contains the label. */
  name?: string;
  /** Shown on the button beside its label: what is chosen now. */
  summary?: string | undefined;
  icon: LucideIcon;
  items: readonly CheckMenuItem[];
  onCheck: (value: string, checked: boolean) => void;
  onOpen?: () => void;
  /** A line of text at the foot. */
  note?: string | undefined;
  /** What undoes all ticks, below a line. */
  action?: { label: string; onSelect: () => void } | undefined;
}

/**
 * A button that opens a list of things to tick; it stays open while ticking. The list's code comes
 * when the button is first approached: until then the button stands alone.
 */
export function CheckMenu(props: CheckMenuProps) {
  const [wanted, setWanted] = useState(false);
  const warm = () => void load();
  const open = () => {
    props.onOpen?.();
    setWanted(true);
  };
  const button = (
    <button
      type="button"
      aria-label={props.name}
      aria-haspopup="menu"
      aria-expanded={false}
      className={triggerClass}
      onPointerEnter={warm}
      onFocus={warm}
      onClick={open}
      onKeyDown={(event) => {
        if (event.key !== "ArrowDown") return;
        event.preventDefault();
        open();
      }}
    >
      <CheckMenuFace {...props} />
    </button>
  );
  if (!wanted) return button;
  return (
    <Suspense fallback={button}>
      <CheckMenuPopup {...props} />
    </Suspense>
  );
}

export const triggerClass = buttonClass("outline", "max-w-64");

/** What is on the button. */
export const CheckMenuFace = ({ icon: Icon, label, summary }: CheckMenuProps) => (
  <>
    <Icon aria-hidden className="size-3.5 text-subtle" />
    <span className={clsx(summary && "text-muted")}>{label}</span>
    {summary && <span className="truncate border-line border-s ps-1.5">{summary}</span>}
  </>
);
