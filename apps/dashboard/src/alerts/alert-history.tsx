import type { AlertView } from '@cisterna/contract';
import type { ReactNode } from 'react';
import { TimeText } from '../parts/time-text.tsx';
import { changeWords } from './alert-words.ts';

/** Every change of the alert, the last first: what, when and by whom. */
export const AlertHistory = ({ history }: Pick<AlertView, 'history'>): ReactNode => (
  <ol className="alert-history" reversed>
    {[...history].reverse().map(({ version, change, at, by, note }) => (
      <li key={version}>
        <strong>{changeWords[change]}</strong> <TimeText time={at} /> <span className="faint">{by === null ? 'by the service' : `by ${by}`}</span>
        {note === undefined ? null : <q>{note}</q>}
      </li>
    ))}
  </ol>
);
