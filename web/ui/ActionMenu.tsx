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
  /** Beside a button that says what it is about: only the icon is shown. */
  iconOnly?: true;
}

/** A button that opens a few things to do. */
export function ActionMenu({ label, icon: Icon, items, iconOnly }: ActionMenuProps) {
  const button = {
    className: buttonClass("quiet", iconOnly && "px-1"),
    title: iconOnly && label,
    children: (
      <>
        <Icon aria-hidden className="size-3.5" />
        <span className={iconOnly ? "sr-only" : "max-sm:sr-only"}>{label}</span>
      </>
    ),
  };
  return (
    <LazyPopup
      {...button}
      load={load}
      popup={(openedBy) => <ActionMenuPopup button={button} items={items} openedBy={openedBy} />}
    />
  );
}
