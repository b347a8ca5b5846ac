import type { AlertView } from '@cisterna/contract';
import type { ReactNode } from 'react';
import { TimeText } from '../parts/time-text.tsx';
import { ToldText } from '../parts/told-text.tsx';
import { evidenceValue } from './alert-words.ts';

/** What was seen, when, and against what was expected. */
export const AlertEvidence = ({ evidence }: Pick<AlertView, 'evidence'>): ReactNode => (
  <ul className="alert-evidence">
    {evidence.map(({ kind, at, observed, expected, text }) => (
      <li key={`${kind} ${at} ${text}`}>
        <ToldText>{text}</ToldText>
        <span className="faint">
          {observed === null && expected === null ? null : (
            <>
              observed <b>{evidenceValue(kind, observed)}</b>, expected <b>{evidenceValue(kind, expected)}</b> ·{' '}
            </>
          )}
          seen <TimeText time={at} />
        </span>
      </li>
    ))}
  </ul>
);
