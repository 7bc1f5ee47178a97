import { type ReactNode, Suspense, startTransition, useState } from "react";

/**
 * A dialog that is mounted while it is open, so that its code may come late. It is made in parts, so that the click that
 * asks for it is answered by the next frame.
 * @returns what to render beside its button, and what the button does
 */
export function useDialog(
  render: (onClose: () => void) => ReactNode,
): [dialog: ReactNode, open: () => void] {
  const [isOpen, setOpen] = useState(false);
  const dialog = isOpen && <Suspense>{render(() => setOpen(false))}</Suspense>;
  return [dialog, () => startTransition(() => setOpen(true))];
}
