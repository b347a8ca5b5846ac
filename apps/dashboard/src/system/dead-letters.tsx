import { useState, type ReactNode } from 'react';
import { Empty, Loading } from '../parts/notice.tsx';
import { Refused } from '../parts/refused.tsx';
import { DeadLetter } from './dead-letter.tsx';
import { codeWords } from './letter-words.ts';
import { useDeadLetters } from './use-system.ts';

const Letters = ({ read: { items, pending, error, more, again }, filtered }: { readonly read: ReturnType<typeof useDeadLetters>; readonly filtered: boolean }): ReactNode => {
  if (error !== null) return <Refused error={error} who="dead letters are the administrator’s." again={again} />;
  if (pending) return <Loading what="the dead letters" />;
  if (items.length === 0) return <Empty>{filtered ? 'Nothing was set aside for this reason.' : 'Nothing was set aside: every record could be taken.'}</Empty>;
  return (
    <>
      <ul className="letters">
        {items.map(letter => (
          <DeadLetter key={letter.id} letter={letter} />
        ))}
      </ul>
      {more === null ? null : <button type="button" onClick={more}>Older dead letters</button>}
    </>
  );
};

/** Records that could not be taken, the newest first. None is lost: each can be read again once its cause is mended. */
export const DeadLetters = (): ReactNode => {
  const [code, setCode] = useState('');
  const read = useDeadLetters(code);
  return (
    <section className="sheet" aria-labelledby="letters">
      <div className="letters-head">
        <h2 id="letters">Dead letters</h2>
        <span>
          <label htmlFor="letter-reason" className="faint">Reason</label>{' '}
          <select id="letter-reason" value={code} onChange={({ target }) => { setCode(target.value); }}>
            <option value="">Every reason</option>
            {Object.entries(codeWords).map(([name, word]) => (
              <option key={name} value={name}>{word}</option>
            ))}
          </select>
        </span>
      </div>
      <Letters read={read} filtered={code !== ''} />
    </section>
  );
};
