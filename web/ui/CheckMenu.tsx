import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";
import { lazy } from "react";
import { buttonClass } from "./Button";
import type { CheckMenuList } from "./CheckMenuPopup";
import { LazyPopup } from "./LazyPopup";

const load = () => import("./CheckMenuPopup");
const CheckMenuPopup = lazy(load);

interface CheckMenuProps extends CheckMenuList {
  label: string;
  /** What the button does, where its label is not enough. Contains the label. */
  name?: string;
  /** Shown on the button beside its label: what is chosen now. */
  summary?: string | undefined;
  icon: LucideIcon;
}

const className = buttonClass("outline", "max-w-64");

/** A button that opens a list of things to tick; it stays open while ticking. */
export function CheckMenu({ label, name, summary, icon: Icon, ...list }: CheckMenuProps) {
  const button = {
    "aria-label": name,
    className,
    children: (
      <>
        <Icon aria-hidden className="size-3.5 text-subtle" />
        <span className={clsx(summary && "text-muted")}>{label}</span>
        {summary && <span className="truncate border-line border-s ps-1.5">{summary}</span>}
      </>
    ),
  };
  return (
    <LazyPopup
      {...button}
      load={load}
      onOpen={list.onOpen}
      popup={(openedBy) => <CheckMenuPopup {...list} button={button} openedBy={openedBy} />}
    />
  );
}
