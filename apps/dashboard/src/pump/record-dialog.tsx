import { useEffect, useState, type ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

/** The page behind is let go only after the dialog has gone; its buttons take no focus before. */
const releaseMs = 60;

/** Gives the focus back to what had it before the dialog. */
const useFocusBack = (): void => {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      setTimeout(() => {
        const lost = document.activeElement === document.body || document.activeElement === null;
        if (lost && opener instanceof HTMLElement && opener.isConnected) opener.focus();
      }, releaseMs);
    },
    [opener],
  );
};

/** A dialog over the page; Escape and the button close it. */
export const RecordDialog = ({ title, close, children }: { readonly title: string; readonly close: () => void; readonly children: ReactNode }): ReactNode => {
  useFocusBack();
  const onOpenChange = (open: boolean): void => {
    if (!open) close();
  };
  return (
    <ModalOverlay className="dialog-ground" isOpen isDismissable={false} onOpenChange={onOpenChange}>
      <Modal className="dialog">
        <Dialog>
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
};
