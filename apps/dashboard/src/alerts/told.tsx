import type { AlertView } from '@cisterna/contract';
import { useEffect, useState, type ReactNode } from 'react';
import { commandWords, type Outcome } from './commands.ts';

const shownForMs = 10_000;

const wordsOf = ({ item, refusal }: Outcome<AlertView>): string =>
  `${item.title}, ${item.pumpId}: ${refusal === null ? commandWords.acknowledge.done : refusal instanceof Error ? refusal.message : 'the service did not answer'}`;

/** Says for a while what became of an acknowledgement that asked nothing. */
export const Told = ({ last }: { readonly last: Outcome<AlertView> | undefined }): ReactNode => {
  const [over, setOver] = useState<Outcome<AlertView> | undefined>(undefined);
  useEffect(() => {
    const timer = setTimeout(() => { setOver(last); }, shownForMs);
    return () => { clearTimeout(timer); };
  }, [last]);
  return (
    <p role="status" className="alert-told">
      {last === undefined || last === over ? null : wordsOf(last)}
    </p>
  );
};
