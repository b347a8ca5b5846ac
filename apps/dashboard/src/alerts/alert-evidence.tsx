import type { AlertView } from '@cisterna/contract';
import type { ReactNode } from 'react';
import { TimeText } from '../parts/time-text.tsx';
import { ToldText } from '../parts/told-text.tsx';
import { evidenceValue } from './alert-words.ts';

/** What was seen against what was expected. */
export const AlertEvidence = ({ evidence }: Pick<AlertView, 'evidence'>): ReactNode => {
  const measured = evidence.some(({ observed, expected }) => observed !== null || expected !== null);
  return (
    <div className="scroll-x" tabIndex={measured ? 0 : undefined} role={measured ? 'group' : undefined} aria-label={measured ? 'Evidence' : undefined}>
      <table>
        <thead>
          <tr>
            <th scope="col">Seen</th>
            <th scope="col">What</th>
            {measured ? <th scope="col" className="number">Observed</th> : null}
            {measured ? <th scope="col" className="number">Expected</th> : null}
          </tr>
        </thead>
        <tbody>
          {evidence.map(({ kind, at, observed, expected, text }) => (
            <tr key={`${kind} ${at} ${text}`}>
              <td className="nowrap"><TimeText time={at} /></td>
              <td><ToldText>{text}</ToldText></td>
              {measured ? <td className="number">{evidenceValue(kind, observed)}</td> : null}
              {measured ? <td className="number">{evidenceValue(kind, expected)}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
