import type { DeadLetterView, Redriven } from '@cisterna/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { call } from '../data/call.ts';
import { Mark } from '../parts/mark.tsx';
import { Failure } from '../parts/notice.tsx';
import { TimeText } from '../parts/time-text.tsx';
import { codeWords } from './letter-words.ts';
import { pumpOf, recordText } from './record-text.ts';

const Headers = ({ headers }: Pick<DeadLetterView, 'headers'>): ReactNode => {
  const entries = Object.entries(headers);
  if (entries.length === 0) return <dd>none</dd>;
  return entries.map(([name, bytes]) => (
    <dd key={name}>
      <code>{name}</code>: {recordText(bytes)}
    </dd>
  ));
};

const Record = ({ letter }: { readonly letter: DeadLetterView }): ReactNode => {
  const pump = pumpOf(letter);
  return (
    <dl className="record">
      <dt>Origin</dt>
      <dd>{letter.origin}</dd>
      <dt>Key</dt>
      <dd>{pump === null ? recordText(letter.key) : <Link href={`/pumps/${encodeURIComponent(pump)}`}>{pump}</Link>}</dd>
      <dt>Headers</dt>
      <Headers headers={letter.headers} />
      <dt>Value</dt>
      <dd>
        <pre tabIndex={0} aria-label="Value of the record">{recordText(letter.value)}</pre>
      </dd>
    </dl>
  );
};

const useRedrive = (id: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call<Redriven>(`/v1/dead-letters/${encodeURIComponent(id)}/redrive`, { method: 'POST' }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['dead-letters'] }),
  });
};

/** A record that was set aside: why, what it was, and a way to have it read again once its cause is mended. */
export const DeadLetter = ({ letter }: { readonly letter: DeadLetterView }): ReactNode => {
  const { mutate, isPending, error, data } = useRedrive(letter.id);
  const redrivenAt = data?.redrivenAt ?? letter.redrivenAt;
  return (
    <li className="letter">
      <div className="letter-head">
        <Mark urgency={redrivenAt === null ? 'medium' : 'none'}>{codeWords[letter.code]}</Mark>
        <span className="letter-detail">{letter.detail}</span>
        <span className="faint"><TimeText time={letter.at} /></span>
        <button type="button" disabled={isPending} aria-label={`Redrive ${letter.id}`} onClick={() => { mutate(); }}>{isPending ? 'Reading …' : 'Redrive'}</button>
      </div>
      <p role="status" className="letter-answer">{redrivenAt === null ? null : <>Taken: it went into the log again <TimeText time={redrivenAt} />.</>}</p>
      {error === null ? null : <div className="letter-refused"><p className="faint">It can still not be taken:</p><Failure error={error} /></div>}
      <details>
        <summary>The record</summary>
        <Record letter={letter} />
      </details>
    </li>
  );
};
