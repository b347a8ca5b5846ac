import type { AlertView } from '@cisterna/contract';
import type { ReactNode } from 'react';
import type { Outcome } from './commands.ts';

const reasonOf = (refusal: unknown): string => (refusal instanceof Error ? refusal.message : 'the service did not answer');

/** How far a command has come, and what became of each alert; the refused ones first. */
export const OutcomeList = ({ outcomes, total, done }: { readonly outcomes: readonly Outcome<AlertView>[]; readonly total: number; readonly done: string }): ReactNode => {
  if (outcomes.length === 0) return null;
  const refused = outcomes.filter(({ refusal }) => refusal !== null);
  const sorted = [...refused, ...outcomes.filter(({ refusal }) => refusal === null)];
  return (
    <div className="outcomes">
      <progress max={total} value={outcomes.length} aria-label="Progress" />
      <p role="status">
        {outcomes.length - refused.length} of {total} {done}
        {refused.length === 0 ? '' : `, ${refused.length} refused`}
      </p>
      <ul tabIndex={0} aria-label="What became of each alert">
        {sorted.map(({ item, refusal }) => (
          <li key={item.id}>
            {refusal === null ? '✓' : '✗'} {item.title}, {item.pumpId}: {refusal === null ? done : reasonOf(refusal)}
          </li>
        ))}
      </ul>
    </div>
  );
};
