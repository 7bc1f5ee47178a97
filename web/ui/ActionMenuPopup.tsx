import { Menu } from "@base-ui/react/menu";
import { ActionMenuFace, type ActionMenuProps, actionTriggerClass } from "./ActionMenu";
import { menuClass, menuItemClass } from "./menu-styles";

/** The list behind an ActionMenu's button. Mounted by the first click, hence open from the start. */
export default function ActionMenuPopup(props: ActionMenuProps) {
  return (
    <Menu.Root defaultOpen modal={false}>
      <Menu.Trigger className={actionTriggerClass}>
        <ActionMenuFace {...props} />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="end" className="z-menu print:hidden">
          <Menu.Popup className={menuClass}>
            {props.items.map(({ label, hint, onSelect }) => (
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
