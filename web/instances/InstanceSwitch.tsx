import { ChevronsUpDown } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { buttonClass } from "../ui/Button";
import type { InstancePickerProps } from "./InstancePicker";

const load = () => import("./InstancePicker");
const InstancePicker = lazy(load);

/** The button beside an instance's name that opens the picker. Its code comes when it is approached. */
export function InstanceSwitch(props: InstancePickerProps) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState(false);
  const button = (
    <button
      type="button"
      // The role it has once the picker is there: its name and role never change under a reader.
      role="combobox"
      aria-label={t("instances.pick")}
      aria-haspopup="dialog"
      aria-expanded={false}
      title={t("instances.pick")}
      className={pickerButtonClass}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => setWanted(true)}
    >
      <PickerFace />
    </button>
  );
  if (!wanted) return button;
  return (
    <Suspense fallback={button}>
      <InstancePicker {...props} />
    </Suspense>
  );
}

export const pickerButtonClass = buttonClass("quiet", "px-1.5");

/** What is on the button. */
export const PickerFace = () => <ChevronsUpDown aria-hidden className="size-4" />;
