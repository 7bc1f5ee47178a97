import { ChevronsUpDown } from "lucide-react";
import { lazy } from "react";
import { useTranslation } from "../i18n/translation";
import { buttonClass } from "../ui/Button";
import { LazyPopup } from "../ui/LazyPopup";
import type { InstanceChoice } from "./InstancePicker";

const load = () => import("./InstancePicker");
const InstancePicker = lazy(load);

/** The button beside an instance's name that opens the picker. */
export function InstanceSwitch(props: InstanceChoice) {
  const { t } = useTranslation();
  const button = {
    "aria-label": t("instances.pick"),
    className: buttonClass("quiet", "px-1.5"),
    children: <ChevronsUpDown aria-hidden className="size-4" />,
  };
  return (
    <LazyPopup
      {...button}
      // The role it has once the picker is there: its name and role never change under a reader.
      role="combobox"
      aria-haspopup="dialog"
      title={t("instances.pick")}
      load={load}
      popup={() => <InstancePicker {...props} button={button} />}
    />
  );
}
