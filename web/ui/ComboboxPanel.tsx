import { Combobox } from "@base-ui/react/combobox";
import { clsx } from "clsx";
import { Search } from "lucide-react";
import type { KeyboardEvent, ReactNode } from "react";
import { Link } from "./Link";

/** Items under a heading. */
export interface ComboboxGroup<Item> {
  label: string;
  items: Item[];
}

interface ComboboxPanelProps<Item> {
  label: string;
  hint: string;
  /** As large as a dialog of its own. */
  large?: boolean;
  /** What is said in place of items: a failure, no match; null while there are some. */
  status: string | null;
  keyOf: (item: Item) => string;
  link?: ComboboxLink<Item>;
  children: (item: Item) => ReactNode;
}

/** What makes links of items: they open as any link does, by every button and with every key held. */
interface ComboboxLink<Item> {
  /** Where an item leads; null for one that is no link but a value to choose. */
  hrefOf: (item: Item) => string | null;
  /**
   * Called as a link is followed.
   * @param here whether it opens in this tab
   */
  onOpen: (item: Item, here: boolean) => void;
}

/** The inside of a combobox over groups of items: what is typed, what is said, what is found. */
export function ComboboxPanel<Item>(props: ComboboxPanelProps<Item>) {
  const { label, hint, large = false, status, keyOf, link, children } = props;
  return (
    <>
      <div className="relative border-line border-b">
        <Search
          aria-hidden
          className={clsx(
            "pointer-events-none absolute top-1/2 -translate-y-1/2 text-subtle",
            large ? "start-4 size-4" : "start-3 size-3.5",
          )}
        />
        <Combobox.Input
          aria-label={label}
          placeholder={hint}
          onKeyDown={followWithKeys}
          className={clsx(
            "w-full bg-transparent outline-none",
            large ? "h-12 ps-11 pe-4 text-base" : "h-10 ps-9 pe-3",
          )}
        />
      </div>
      <Combobox.Status
        className={clsx("text-muted empty:hidden [&:not(:empty)]:py-3", large ? "px-4" : "px-3")}
      >
        {status}
      </Combobox.Status>
      <Combobox.List className="overflow-y-auto overscroll-contain p-1 empty:p-0">
        {(group: ComboboxGroup<Item>) => (
          <Combobox.Group key={group.label} items={group.items}>
            <Combobox.GroupLabel
              className={clsx("pt-2 pb-1 font-medium text-subtle text-xs", large ? "px-3" : "px-2")}
            >
              {group.label}
            </Combobox.GroupLabel>
            <Combobox.Collection>
              {(item: Item) => {
                const href = link?.hrefOf(item) ?? null;
                return (
                  <Combobox.Item
                    key={keyOf(item)}
                    value={item}
                    {...(link && href !== null
                      ? {
                          render: <Link to={href} tabIndex={-1} />,
                          onClick: (event) => link.onOpen(item, !hasModifier(event)),
                        }
                      : {})}
                    className={clsx(
                      "flex cursor-default items-center gap-3 rounded-md py-1.5 outline-none data-highlighted:bg-chosen",
                      large ? "px-3" : "px-2",
                    )}
                  >
                    {children(item)}
                  </Combobox.Item>
                );
              }}
            </Combobox.Collection>
          </Combobox.Group>
        )}
      </Combobox.List>
    </>
  );
}

type Keys = Pick<KeyboardEvent, "ctrlKey" | "metaKey" | "shiftKey">;

const hasModifier = ({ ctrlKey, metaKey, shiftKey }: Keys) => ctrlKey || metaKey || shiftKey;

/** Enter with the keys held that open a link elsewhere does so with the highlighted one, as a click with them does. */
function followWithKeys(event: KeyboardEvent<HTMLInputElement>) {
  if (event.key !== "Enter" || !hasModifier(event)) return;
  const highlighted = event.currentTarget.getAttribute("aria-activedescendant");
  const item = highlighted === null ? null : document.getElementById(highlighted);
  if (!(item instanceof HTMLAnchorElement)) return;
  event.preventDefault();
  // Either key stands for both: what opens a tab is ⌘ on a Mac and Ctrl elsewhere.
  const { ctrlKey, metaKey, shiftKey } = event;
  const held = ctrlKey || metaKey;
  item.dispatchEvent(
    new MouseEvent("click", {
      bubbles: true,
      cancelable: true,
      ctrlKey: held,
      metaKey: held,
      shiftKey,
    }),
  );
}
