import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

/** A dialog over the page; Escape and the button close it. */
export const RecordDialog = ({ title, close, children }: { readonly title: string; readonly close: () => void; readonly children: ReactNode }): ReactNode => (
  <ModalOverlay className="dialog-ground" isOpen isDismissable={false} onOpenChange={open => { if (!open) close(); }}>
    <Modal className="dialog">
      <Dialog>
        <Heading slot="title" level={2}>{title}</Heading>
        {children}
      </Dialog>
    </Modal>
  </ModalOverlay>
);
