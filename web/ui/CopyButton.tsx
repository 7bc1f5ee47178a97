import { Check, Copy, type LucideIcon } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "../i18n/translation";
import { announce } from "./announce";
import { Button, IconButton } from "./Button";
import { copyText } from "./clipboard";

interface CopyProps {
  text: string | (() => string);
  /** What is copied, as it stands in a sentence: `instance id`. */
  what: string;
  icon?: LucideIcon;
  className?: string;
  tabIndex?: number;
}

function useCopy({ text }: Pick<CopyProps, "text">) {
  const { t } = useTranslation();
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(false), 1600);
    return () => clearTimeout(timer);
  }, [done]);
  const copy = async () => {
    const copied = await copyText(typeof text === "string" ? text : text());
    setDone(copied);
    announce(t(copied ? "actions.copied" : "actions.copyFailed"));
  };
  return { done, copy, t };
}

/** Copies a text; the icon turns into a tick for a moment. */
export function CopyButton({ text, what, icon = Copy, className, tabIndex }: CopyProps) {
  const { done, copy, t } = useCopy({ text });
  return (
    <IconButton
      size="sm"
      icon={done ? Check : icon}
      label={t("actions.copyNamed", { what })}
      onClick={copy}
      className={className}
      tabIndex={tabIndex}
    />
  );
}

/** The same with a label, which stays while the icon says that it is done. */
export function CopyTextButton({
  text,
  label,
  icon = Copy,
}: Omit<CopyProps, "what"> & { label: string }) {
  const { done, copy } = useCopy({ text });
  return (
    <Button variant="quiet" icon={done ? Check : icon} onClick={copy}>
      {label}
    </Button>
  );
}
