import { useTranslation } from "react-i18next";
import { Modal } from "../ui/Modal";

const keys = [
  ["move", ["j", "k", "↓", "↑"]],
  ["open", ["Enter"]],
  ["newTab", ["Ctrl Enter", "⌘ Enter"]],
  ["select", ["x", "Space"]],
  ["selectRange", ["X", "Shift Space"]],
  ["close", ["Esc"]],
  ["search", ["/"]],
  ["pages", ["[", "]"]],
  ["link", ["c"]],
  ["find", ["Ctrl K", "⌘ K"]],
  ["help", ["?"]],
] as const;

/** Every key there is. */
export default function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal title={t("keys.title")} onClose={onClose}>
      <dl className="grid grid-cols-[1fr_auto] items-center gap-x-8 gap-y-2.5">
        {keys.map(([what, caps]) => (
          <div key={what} className="contents">
            <dt className="text-muted">{t(`keys.${what}`)}</dt>
            <dd className="flex justify-end gap-1.5">
              {caps.map((cap) => (
                <kbd
                  key={cap}
                  className="min-w-6 rounded-sm border border-line-strong bg-inset px-1.5 text-center font-sans text-xs leading-5"
                >
                  {cap}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 text-subtle text-xs">{t("keys.note")}</p>
    </Modal>
  );
}
