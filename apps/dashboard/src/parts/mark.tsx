import type { ReactNode } from 'react';

/** How much somebody is needed: colour, shape and word go together, never colour alone. */
export type Urgency = 'high' | 'medium' | 'low' | 'none';

const shapes: Readonly<Record<Urgency, string>> = { high: '▲', medium: '◆', low: '●', none: '○' };

/** A state in one word, with its shape and colour. */
export const Mark = ({ urgency, children }: { readonly urgency: Urgency; readonly children: ReactNode }): ReactNode => (
  <span className={`mark mark-${urgency}`}>
    <span aria-hidden="true">{shapes[urgency]}</span> {children}
  </span>
);
