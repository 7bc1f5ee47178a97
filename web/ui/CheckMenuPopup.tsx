import { Menu } from "@base-ui/react/menu";
import { clsx } from "clsx";
import { type ReactNode, startTransition, useOptimistic } from "react";
import type { OpenedBy } from "./LazyPopup";
import { menuClass, menuTickClass, Tick } from "./menu-styles";
import { nextPaint } from "./next-paint";
import { useFirstOpen } from "./useFirstOpen";

interface CheckMenuItem {
  value: string;
  checked: boolean;
  content: ReactNode;
  /** At the far end, such as a count. */
  end?: ReactNode;
}

/** What a menu of things to tick lists. */
export interface CheckMenuList {
  items: readonly CheckMenuItem[];
  onCheck: (value: string, checked: boolean) => void;
  onOpen?: (() => void) | undefined;
  /** A line of text at the foot. */
  note?: string | undefined;
  /** What undoes all ticks, below a line. */
  action?: { label: string; onSelect: () => void } | undefined;
}

interface CheckMenuPopupProps extends CheckMenuList {
  button: Menu.Trigger.Props;
  openedBy: OpenedBy;
}

/** The list behind a CheckMenu's button. Mounted by the first use of it, which opens it. */
export default function CheckMenuPopup(props: CheckMenuPopupProps) {
  const first = useFirstOpen(props.openedBy);
  return (
    <Menu.Root
      defaultOpen={first.defaultOpen}
      modal={false}
      onOpenChange={(open) => open && props.onOpen?.()}
    >
      <Menu.Trigger {...props.button} ref={first.trigger} />
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="start" className="z-menu print:hidden">
          <Menu.Popup className={clsx(menuClass, "max-h-(--available-height) overflow-y-auto")}>
            {props.items.map((item) => (
              <CheckMenuLine key={item.value} item={item} onCheck={props.onCheck} />
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

/** One thing to tick. Its tick is drawn at once, also where what is ticked takes longer to be shown. */
function CheckMenuLine({
  item,
  onCheck,
}: { item: CheckMenuItem } & Pick<CheckMenuList, "onCheck">) {
  const { value, content, end } = item;
  const [checked, setChecked] = useOptimistic(item.checked);
  return (
    <Menu.CheckboxItem
      checked={checked}
      onCheckedChange={(next) =>
        startTransition(async () => {
          setChecked(next);
          await nextPaint();
          onCheck(value, next);
        })
      }
      className={menuTickClass}
    >
      <Tick checked={checked} />
      <span className="flex min-w-0 flex-1 items-center truncate">{content}</span>
      {end !== undefined && <span className="ps-3 text-subtle text-xs">{end}</span>}
    </Menu.CheckboxItem>
  );
}
