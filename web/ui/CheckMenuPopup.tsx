import { Menu } from "@base-ui/react/menu";
import { clsx } from "clsx";
import { Check } from "lucide-react";
import { CheckMenuFace, type CheckMenuProps, triggerClass } from "./CheckMenu";

const itemClass =
  "flex h-8 cursor-default select-none items-center gap-2 rounded-md px-2 text-sm -outline-offset-2 data-highlighted:bg-hover";

/** The list behind a CheckMenu's button. Mounted by the first click, hence open from the start. */
export default function CheckMenuPopup(props: CheckMenuProps) {
  return (
    <Menu.Root defaultOpen modal={false} onOpenChange={(open) => open && props.onOpen?.()}>
      <Menu.Trigger aria-label={props.name} className={triggerClass}>
        <CheckMenuFace {...props} />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="start" className="z-40">
          <Menu.Popup className="max-h-(--available-height) min-w-52 max-w-80 overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-pop">
            {props.items.map(({ value, checked, content, end }) => (
              <Menu.CheckboxItem
                key={value}
                checked={checked}
                onCheckedChange={(next) => props.onCheck(value, next)}
                className={itemClass}
              >
                <Tick checked={checked} />
                <span className="flex min-w-0 flex-1 items-center truncate">{content}</span>
                {end !== undefined && <span className="ps-3 text-faint text-xs">{end}</span>}
              </Menu.CheckboxItem>
            ))}
            {props.note && <p className="px-2 py-1.5 text-faint text-xs">{props.note}</p>}
            {props.action && (
              <>
                <Menu.Separator className="mx-1 my-1 h-px bg-line" />
                <Menu.Item onClick={props.action.onSelect} className={clsx(itemClass, "text-soft")}>
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

const Tick = ({ checked }: { checked: boolean }) => (
  <span
    aria-hidden
    className={clsx(
      "grid size-4 shrink-0 place-items-center rounded-sm border",
      checked ? "border-ink bg-ink text-surface" : "border-line-strong",
    )}
  >
    {checked && <Check className="size-3" strokeWidth={3} />}
  </span>
);
