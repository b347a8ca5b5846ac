import type { ArchivedEvent } from '@cisterna/contract';
import { useMemo, useState, type ReactNode } from 'react';
import { Empty, Failure, Loading } from '../parts/notice.tsx';
import { EventItem } from './event-item.tsx';
import { eventGroups } from './event-words.ts';
import { isVoided, voidedPlaces } from './history.ts';
import { belongsTo, type Moment } from './travel.ts';
import { dayMs, type TimeWindow } from './time-window.ts';
import { useEvents } from './use-events.ts';

interface EventListProps {
  readonly pumpId: string;
  readonly window: TimeWindow;
  readonly now: number;
  readonly moment: Moment;
  /** Takes a record back; null while the page shows the past. */
  readonly onVoid: ((event: ArchivedEvent) => void) | null;
}

const step = 60;
const pages = 4;

/** Reports come every hour and boluses several times a day: so many days of them are as many as one reads. */
const daysOf = (group: string): number => ({ reports: 30, notable: 180, boluses: 180 })[group] ?? 3650;

const useListed = ({ pumpId, window, now, moment }: EventListProps, group: string): ReturnType<typeof useEvents> & { readonly listed: readonly ArchivedEvent[]; readonly days: number | null } => {
  const to = Math.min(window.to, now + 1);
  const from = Math.max(window.from, to - daysOf(group) * dayMs);
  const asked = { pumpId, types: eventGroups[group]?.types ?? [], window: { from: Math.floor(from / 60_000) * 60_000, to: Math.max(to, from + 1) }, pages };
  const answer = useEvents(asked);
  const listed = useMemo(
    () => (answer.data?.events ?? []).filter(({ time, receivedAt }) => belongsTo(moment, Date.parse(time), Date.parse(receivedAt))).toReversed(),
    [answer.data, moment],
  );
  return { ...answer, listed, days: from > window.from ? daysOf(group) : null };
};

const GroupChoice = ({ group, choose }: { readonly group: string; readonly choose: (group: string) => void }): ReactNode => (
  <label className="event-choice">
    Show{' '}
    <select value={group} onChange={event => { choose(event.target.value); }}>
      {Object.entries(eventGroups).map(([name, { word }]) => (
        <option key={name} value={name}>{word}</option>
      ))}
    </select>
  </label>
);

const scopeWords = (days: number | null, more = false): string =>
  `Of the ${days === null ? 'time' : `last ${days} days`} the charts show, newest first.${more ? ' There are more than 2000: zoom in.' : ''}`;

const Standing = ({ pending, error, none }: { readonly pending: boolean; readonly error: unknown; readonly none: boolean }): ReactNode => {
  if (error !== null) return <Failure error={error} />;
  if (pending) return <Loading what="events" />;
  return none ? <Empty>Nothing of this kind in this window.</Empty> : null;
};

/** What happened in the window of the charts, newest first, each to its raw record. */
export const EventList = (props: EventListProps): ReactNode => {
  const [group, setGroup] = useState('notable');
  const [most, setMost] = useState(step);
  const { listed, days, isPending, error, data } = useListed(props, group);
  const voided = useMemo(() => voidedPlaces((data?.events ?? [])), [data]);
  const choose = (next: string): void => {
    setGroup(next);
    setMost(step);
  };
  return (
    <section className="sheet events" aria-labelledby="events-title">
      <div className="chart-head">
        <h2 id="events-title">Events</h2>
        <GroupChoice group={group} choose={choose} />
      </div>
      <p className="faint event-scope">{scopeWords(days, data?.more)}</p>
      <Standing pending={isPending} error={error} none={listed.length === 0} />
      <ul className="event-rows">
        {listed.slice(0, most).map(event => (
          <EventItem key={event.id} event={event} voided={isVoided(event, voided)} onVoid={props.onVoid} />
        ))}
      </ul>
      {listed.length > most ? <button type="button" onClick={() => { setMost(most + step); }}>{`Show more (${listed.length - most} left)`}</button> : null}
    </section>
  );
};
