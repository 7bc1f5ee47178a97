import { Dialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "../i18n/translation";
import { IconButton } from "./Button";

interface ModalProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** A small dialog over the page. Esc and a click beside it close it; the focus goes back where it was. */
export function Modal({ title, onClose, children }: ModalProps) {
  const { t } = useTranslation();
  return (
    <Dialog.Root open onOpenChange={(open) => open || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-menu bg-shade print:hidden" />
        <Dialog.Popup className="fixed inset-x-3 top-[12vh] z-dialog mx-auto max-h-[76vh] max-w-md overflow-y-auto rounded-lg border border-line bg-raised p-5 shadow-pop outline-none print:hidden">
          <div className="mb-4 flex items-center justify-between">
            <Dialog.Title className="font-semibold text-lg">{title}</Dialog.Title>
            <IconButton icon={X} label={t("actions.close")} onClick={onClose} />
          </div>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
