import type { LucideIcon } from "lucide-react";
import { lazy } from "react";
import type { ActionMenuItem } from "./ActionMenuPopup";
import { buttonClass } from "./Button";
import { LazyPopup } from "./LazyPopup";

const load = () => import("./ActionMenuPopup");
const ActionMenuPopup = lazy(load);

interface ActionMenuProps {
  label: string;
  icon: LucideIcon;
  items: readonly ActionMenuItem[];
}

/** A button that opens a few things to do. */
export function ActionMenu({ label, icon: Icon, items }: ActionMenuProps) {
  const button = {
    className: buttonClass("quiet"),
    children: (
      <>
        <Icon aria-hidden className="size-3.5" />
        <span className="max-sm:sr-only">{label}</span>
      </>
    ),
  };
  return (
    <LazyPopup {...button} load={load} popup={<ActionMenuPopup button={button} items={items} />} />
  );
}
