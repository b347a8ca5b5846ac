import type { ReactNode } from 'react';
import { millilitres } from '../format/units.ts';
import { Mark } from '../parts/mark.tsx';
import { verdictWords } from './verdict-words.ts';
import type { Verdict } from './use-record.ts';

/** What the dry run of a refill says. */
export const RefillVerdict = ({ verdict }: { readonly verdict: Verdict }): ReactNode => {
  const { word, urgency, detail } = verdictWords(verdict);
  return (
    <div className="verdict" role="status">
      <p><Mark urgency={urgency}>{word}</Mark></p>
      {verdict === null ? null : (
        <dl>
          <dt>Expected in the reservoir</dt>
          <dd>{millilitres(verdict.expectedNl, 2)}</dd>
          <dt>Drawn out</dt>
          <dd>{millilitres(verdict.aspiratedNl, 2)}</dd>
          <dt>Difference</dt>
          <dd>{`${verdict.discrepancyNl > 0 ? '+' : ''}${millilitres(verdict.discrepancyNl, 2)}`}</dd>
          <dt>Limit</dt>
          <dd>{`±${millilitres(verdict.limitNl, 2)}`}</dd>
        </dl>
      )}
      <p className="faint">{detail} Nothing is saved yet.</p>
    </div>
  );
};
