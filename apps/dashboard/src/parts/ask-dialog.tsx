import { useEffect, useState, type ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { focusContent } from './focus-content.ts';
import './dialog.css';

/** The page behind is let go only after the dialog has gone; its buttons take no focus before. */
const releaseMs = 60;

const isLost = (): boolean => document.activeElement === document.body || document.activeElement === null;

/** Gives the focus back to what had it before the dialog; where that has gone meanwhile, to the page's content. */
const useFocusBack = (): void => {
  const [opener] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      setTimeout(() => {
        if (!isLost()) return;
        if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
        if (isLost()) focusContent();
      }, releaseMs);
    },
    [opener],
  );
};

/** A dialog over the page; Escape closes it, a click beside it does not: what was typed stays. The focus then goes back to where it was. */
export const AskDialog = ({ title, close, children }: { readonly title: string; readonly close: () => void; readonly children: ReactNode }): ReactNode => {
  useFocusBack();
  const onOpenChange = (open: boolean): void => {
    if (!open) close();
  };
  return (
    <ModalOverlay className="ask-ground" isOpen isDismissable={false} onOpenChange={onOpenChange}>
      <Modal className="ask">
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
