import type { LucideIcon } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { buttonClass } from "./Button";

const load = () => import("./ActionMenuPopup");
const ActionMenuPopup = lazy(load);

export interface ActionMenuProps {
  label: string;
  icon: LucideIcon;
  items: readonly { label: string; hint?: string; onSelect: () => void }[];
}

/** A button that opens a few things to do. The list's code comes when the button is first approached. */
export function ActionMenu(props: ActionMenuProps) {
  const [wanted, setWanted] = useState(false);
  const warm = () => void load();
  const button = (
    <button
      type="button"
      aria-haspopup="menu"
      aria-expanded={false}
      className={actionTriggerClass}
      onPointerEnter={warm}
      onFocus={warm}
      onClick={() => setWanted(true)}
    >
      <ActionMenuFace {...props} />
    </button>
  );
  if (!wanted) return button;
  return (
    <Suspense fallback={button}>
      <ActionMenuPopup {...props} />
    </Suspense>
  );
}

export const actionTriggerClass = buttonClass("quiet");

/** What is on the button. */
export const ActionMenuFace = ({ icon: Icon, label }: ActionMenuProps) => (
  <>
    <Icon aria-hidden className="size-3.5" />
    <span className="max-sm:sr-only">{label}</span>
  </>
);
