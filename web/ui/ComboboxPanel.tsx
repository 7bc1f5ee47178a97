import { Combobox } from "@base-ui/react/combobox";
import { clsx } from "clsx";
import { Search } from "lucide-react";
import type { ReactNode } from "react";

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
  children: (item: Item) => ReactNode;
}

/** The inside of a combobox over groups of items: what is typed, what is said, what is found. */
export function ComboboxPanel<Item>(props: ComboboxPanelProps<Item>) {
  const { label, hint, large = false, status, keyOf, children } = props;
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
              {(item: Item) => (
                <Combobox.Item
                  key={keyOf(item)}
                  value={item}
                  className={clsx(
                    "flex cursor-default items-center gap-3 rounded-md py-1.5 outline-none data-highlighted:bg-chosen",
                    large ? "px-3" : "px-2",
                  )}
                >
                  {children(item)}
                </Combobox.Item>
              )}
            </Combobox.Collection>
          </Combobox.Group>
        )}
      </Combobox.List>
    </>
  );
}
