import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import './dialog.css';

/** A dialog over the page; Escape closes it, a click beside it does not: what was typed stays. */
export const AskDialog = ({ title, close, children }: { readonly title: string; readonly close: () => void; readonly children: ReactNode }): ReactNode => (
  <ModalOverlay
    className="ask-ground"
    isOpen
    onOpenChange={open => {
      if (!open) close();
    }}
  >
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
