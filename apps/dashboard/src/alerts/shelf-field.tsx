import { useState, type ReactNode } from 'react';
import { useServiceNow } from '../data/service-now.ts';
import { localTime } from '../format/times.ts';
import { shelfEnd, shelfEndAt, shelfHours } from './shelf-time.ts';

/** Asks how long a shelf lasts, at most 24 hours; hands over its end, empty where it is no such time. */
export const ShelfField = ({ until, onUntil }: { readonly until: string; readonly onUntil: (until: string) => void }): ReactNode => {
  const now = useServiceNow(60_000);
  const [hours, setHours] = useState('4');
  const pick = (picked: string): void => {
    setHours(picked);
    onUntil(picked === 'at' ? '' : shelfEnd(Number(picked), now));
  };
  return (
    <>
      <label>
        For how long
        <select value={hours} onChange={({ target }) => { pick(target.value); }}>
          {shelfHours.map(choice => (
            <option key={choice} value={choice}>{choice === 1 ? '1 hour' : `${choice} hours`}</option>
          ))}
          <option value="at">Until a time …</option>
        </select>
      </label>
      {hours === 'at' ? (
        <label>
          Until (your local time, within 24 hours)
          <input type="datetime-local" required onChange={({ target }) => { onUntil(shelfEndAt(target.value, now) ?? ''); }} />
        </label>
      ) : null}
      <p className="faint">{until === '' ? 'Choose a time within the next 24 hours.' : `It comes back by itself: ${localTime(until)}.`}</p>
    </>
  );
};
