import { Menu } from "@base-ui/react/menu";
import { clsx } from "clsx";
import type { OpenedBy } from "./LazyPopup";
import { menuClass, menuItemClass } from "./menu-styles";
import { useFirstOpen } from "./useFirstOpen";

/** Something to do, with a line of explanation where its label is not enough. */
export interface ActionMenuItem {
  label: string;
  hint?: string;
  /** What it does, or the address of the file that it downloads. */
  onSelect: (() => void) | string;
}

interface ActionMenuPopupProps {
  button: Menu.Trigger.Props;
  openedBy: OpenedBy;
  items: readonly ActionMenuItem[];
}

/** The list behind an ActionMenu's button. Mounted by the first use of it, which opens it. */
export default function ActionMenuPopup({ button, items, openedBy }: ActionMenuPopupProps) {
  const first = useFirstOpen(openedBy);
  return (
    <Menu.Root defaultOpen={first.defaultOpen} modal={false}>
      <Menu.Trigger {...button} ref={first.trigger} />
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="end" className="z-menu print:hidden">
          <Menu.Popup className={menuClass}>
            {items.map(({ label, hint, onSelect }) => {
              const content = (
                <>
                  {label}
                  {hint && <span className="block text-subtle text-xs">{hint}</span>}
                </>
              );
              return typeof onSelect === "string" ? (
                <Menu.LinkItem
                  key={label}
                  href={onSelect}
                  download
                  closeOnClick
                  className={clsx(menuItemClass, "block")}
                >
                  {content}
                </Menu.LinkItem>
              ) : (
                <Menu.Item key={label} onClick={onSelect} className={menuItemClass}>
                  {content}
                </Menu.Item>
              );
            })}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
