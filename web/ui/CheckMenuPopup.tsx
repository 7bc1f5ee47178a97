import { Menu } from "@base-ui/react/menu";
import { clsx } from "clsx";
import { CheckMenuFace, type CheckMenuProps, triggerClass } from "./CheckMenu";
import { menuClass, menuTickClass, Tick } from "./menu-styles";

/** The list behind a CheckMenu's button. Mounted by the first click, hence open from the start. */
export default function CheckMenuPopup(props: CheckMenuProps) {
  return (
    <Menu.Root defaultOpen modal={false} onOpenChange={(open) => open && props.onOpen?.()}>
      <Menu.Trigger aria-label={props.name} className={triggerClass}>
        <CheckMenuFace {...props} />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="start" className="z-menu print:hidden">
          <Menu.Popup className={clsx(menuClass, "max-h-(--available-height) overflow-y-auto")}>
            {props.items.map(({ value, checked, content, end }) => (
              <Menu.CheckboxItem
                key={value}
                checked={checked}
                onCheckedChange={(next) => props.onCheck(value, next)}
                className={menuTickClass}
              >
                <Tick checked={checked} />
                <span className="flex min-w-0 flex-1 items-center truncate">{content}</span>
                {end !== undefined && <span className="ps-3 text-subtle text-xs">{end}</span>}
              </Menu.CheckboxItem>
            ))}
            {props.note && <p className="px-2 py-1.5 text-subtle text-xs">{props.note}</p>}
            {props.action && (
              <>
                <Menu.Separator className="mx-1 my-1 h-px bg-line" />
                <Menu.Item
                  onClick={props.action.onSelect}
                  className={clsx(menuTickClass, "text-muted")}
                >
                  {props.action.label}
                </Menu.Item>
              </>
            )}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
