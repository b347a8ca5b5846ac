import type { ArchivedEvent } from '@cisterna/contract';
import { useState, type ReactNode } from 'react';
import { localTime, utcTime } from '../format/times.ts';
import { TimeText } from '../parts/time-text.tsx';
import { eventWords, kindWord } from './event-words.ts';
import { isRecord } from './history.ts';

interface EventItemProps {
  readonly event: ArchivedEvent;
  readonly voided: boolean;
  readonly onVoid: ((event: ArchivedEvent) => void) | null;
}

const lateMs = 3_600_000;

const lateWords = ({ time, receivedAt }: ArchivedEvent): string =>
  Date.parse(receivedAt) - Date.parse(time) > lateMs ? `received ${localTime(receivedAt)}` : '';

const Raw = ({ event, voided, onVoid }: EventItemProps): ReactNode => (
  <>
    <p className="faint">
      {utcTime(event.time)}, received <TimeText time={event.receivedAt} />
    </p>
    <pre tabIndex={0} aria-label={`${event.id} as received`}>{JSON.stringify(event, null, 2)}</pre>
    {isRecord(event) && !voided && onVoid !== null ? (
      <button type="button" onClick={() => { onVoid(event); }}>Take this record back …</button>
    ) : null}
  </>
);

/** An event in a line; opened, the record as it was received, and for a person's record the way to take it back. */
export const EventItem = (props: EventItemProps): ReactNode => {
  const { event, voided } = props;
  const [open, setOpen] = useState(false);
  const late = lateWords(event);
  return (
    <li className={voided ? 'event event-voided' : 'event'}>
      <details onToggle={({ currentTarget }) => { setOpen(currentTarget.open); }}>
        <summary>
          <span className="event-time"><TimeText time={event.time} /></span>
          <span>
            <strong>{kindWord(event.type)}</strong> {eventWords(event)}
            {voided ? <span className="tile-detail">taken back</span> : null}
            {late === '' ? null : <span className="tile-detail">{late}</span>}
          </span>
        </summary>
        {open ? <Raw {...props} /> : null}
      </details>
    </li>
  );
};
