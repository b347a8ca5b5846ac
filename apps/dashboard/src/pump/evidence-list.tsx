import type { CatheterView } from '@cisterna/contract';
import type { ReactNode } from 'react';
import { TimeText } from '../parts/time-text.tsx';
import { evidenceValue, evidenceWord } from './summary-words.ts';

type Item = CatheterView['evidence'][number];

const EvidenceItem = ({ item }: { readonly item: Item }): ReactNode => {
  const { kind, at, observed, expected, weight, text } = item;
  return (
    <li>
      <strong>{evidenceWord(kind)}</strong>
      <dl>
        <dt>Observed</dt>
        <dd>{evidenceValue(observed, kind)}</dd>
        <dt>Expected</dt>
        <dd>{evidenceValue(expected, kind)}</dd>
        <dt>Weight</dt>
        <dd>{`${weight >= 0 ? 'for' : 'against'}, ${Math.abs(weight).toFixed(2)}`}</dd>
      </dl>
      <p>
        {text} <span className="faint">Seen <TimeText time={at} />.</span>
      </p>
    </li>
  );
};

/** Why the catheter is judged as it is: what was seen against what is usual for this patient, the weightiest first. */
export const EvidenceList = ({ catheter }: { readonly catheter: CatheterView }): ReactNode => {
  if (catheter.evidence.length === 0) return null;
  const items = [...catheter.evidence].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  return (
    <section className="sheet evidence" aria-labelledby="evidence-title">
      <h2 id="evidence-title">Why the catheter is judged so</h2>
      <ul>
        {items.map(item => (
          <EvidenceItem key={`${item.kind} ${item.at} ${item.text}`} item={item} />
        ))}
      </ul>
      <p className="faint">A suspicion with a recommended check, never a diagnosis.</p>
    </section>
  );
};
