import { Menu } from "@base-ui/react/menu";
import { ActionMenuFace, type ActionMenuProps, actionTriggerClass } from "./ActionMenu";

/** The list behind an ActionMenu's button. Mounted by the first click, hence open from the start. */
export default function ActionMenuPopup(props: ActionMenuProps) {
  return (
    <Menu.Root defaultOpen modal={false}>
      <Menu.Trigger className={actionTriggerClass}>
        <ActionMenuFace {...props} />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="end" className="z-40">
          <Menu.Popup className="min-w-52 max-w-80 rounded-lg border border-line bg-raised p-1 shadow-pop">
            {props.items.map(({ label, hint, onSelect }) => (
              <Menu.Item
                key={label}
                onClick={onSelect}
                className="cursor-default select-none rounded-md px-2 py-1.5 text-sm -outline-offset-2 data-highlighted:bg-hover"
              >
                {label}
                {hint && <span className="block text-faint text-xs">{hint}</span>}
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
