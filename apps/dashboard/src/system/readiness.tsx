import type { ReactNode } from 'react';
import { useLive } from '../data/use-live.ts';
import { localTime } from '../format/times.ts';
import { Mark } from '../parts/mark.tsx';
import { Loading } from '../parts/notice.tsx';
import { Refused } from '../parts/refused.tsx';
import { useReadiness, type Readiness } from './use-system.ts';

const names: Readonly<Record<string, string>> = { database: 'Database', log: 'Event log', projector: 'Projector', notifier: 'Notifier' };

const Dependencies = ({ dependencies }: Pick<Readiness, 'dependencies'>): ReactNode =>
  Object.entries(dependencies).map(([name, { ok, detail }]) => (
    <div key={name}>
      <dt>{names[name] ?? name}</dt>
      <dd>
        {ok ? <Mark urgency="none">Answers</Mark> : <Mark urgency="high">Does not answer</Mark>} {detail}
      </dd>
    </div>
  ));

const lagWords = (lag: Readiness['lag']): string => {
  if (lag === null) return 'Lag not known';
  const since = lag.seconds === null ? '' : `, the oldest for ${Math.round(lag.seconds)} s`;
  return lag.events === 0 ? 'Up to date' : `${lag.events} events behind${since}`;
};

const Lag = ({ lag }: Pick<Readiness, 'lag'>): ReactNode => (
  <div>
    <dt>Read models</dt>
    <dd>{lagWords(lag)}</dd>
  </div>
);

const Stream = (): ReactNode => {
  const { connection, heardAt } = useLive();
  return (
    <div>
      <dt>This page</dt>
      <dd>
        {connection === 'lost' ? <Mark urgency="high">Connection lost</Mark> : connection === 'live' ? 'Live' : 'Connecting'}
        {heardAt === null ? '' : `, last word ${localTime(new Date(heardAt).toISOString())}`}
      </dd>
    </div>
  );
};

/** Whether the service is ready, with each thing it depends on, and how far the read models are behind. */
export const ReadinessSheet = (): ReactNode => {
  const { data, error, dataUpdatedAt, refetch } = useReadiness();
  if (data === undefined) return error === null ? <Loading what="the readiness" /> : <Refused error={error} who="readiness is public." again={() => { void refetch(); }} />;
  return (
    <section className="sheet" aria-labelledby="readiness">
      <h2 id="readiness">Readiness</h2>
      <dl className="tiles">
        <div>
          <dt>Service</dt>
          <dd>{data.status === 'ready' ? <Mark urgency="none">Ready</Mark> : <Mark urgency="high">{data.status}</Mark>}</dd>
        </div>
        <Dependencies dependencies={data.dependencies} />
        <Lag lag={data.lag} />
        <Stream />
      </dl>
      {error === null ? null : <p className="stale">No answer since {localTime(new Date(dataUpdatedAt).toISOString())}: this is what it said then.</p>}
    </section>
  );
};
