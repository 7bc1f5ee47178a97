import { Menu } from "@base-ui/react/menu";
import { menuClass, menuItemClass } from "./menu-styles";

/** Something to do, with a line of explanation where its label is not enough. */
export interface ActionMenuItem {
  label: string;
  hint?: string;
  onSelect: () => void;
}

interface ActionMenuPopupProps {
  button: Menu.Trigger.Props;
  items: readonly ActionMenuItem[];
}

/** The list behind an ActionMenu's button. Mounted by the first click, hence open from the start. */
export default function ActionMenuPopup({ button, items }: ActionMenuPopupProps) {
  return (
    <Menu.Root defaultOpen modal={false}>
      <Menu.Trigger {...button} />
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="end" className="z-menu print:hidden">
          <Menu.Popup className={menuClass}>
            {items.map(({ label, hint, onSelect }) => (
              <Menu.Item key={label} onClick={onSelect} className={menuItemClass}>
                {label}
                {hint && <span className="block text-subtle text-xs">{hint}</span>}
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
