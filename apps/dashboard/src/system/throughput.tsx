import type { ReactNode } from 'react';
import { whole } from '../format/numbers.ts';
import { localTime } from '../format/times.ts';
import { Mark } from '../parts/mark.tsx';
import { Loading } from '../parts/notice.tsx';
import { Refused } from '../parts/refused.tsx';
import { codeWords } from './letter-words.ts';
import { byLabel, mean, rate, total, type Reading } from './metrics.ts';
import { useReadings } from './use-system.ts';

const fine = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

const perSecond = (value: number | null): string => (value === null ? 'measuring …' : `${fine.format(value)} per second`);
const inMs = (value: number | null): string => (value === null ? 'none lately' : `${whole.format(value * 1000)} ms each`);

interface Pair {
  readonly former: Reading | null;
  readonly now: Reading;
}

const wordOf = (code: string): string => (code in codeWords ? codeWords[code as keyof typeof codeWords] : code);

const Tile = ({ name, value, more }: { readonly name: string; readonly value: string; readonly more: string }): ReactNode => (
  <div>
    <dt>{name}</dt>
    <dd>
      {value} <span className="faint">{more}</span>
    </dd>
  </div>
);

const Tiles = ({ former, now }: Pair): ReactNode => {
  const count = (name: string): string => whole.format(total(now.samples, name));
  const attempts = byLabel(now.samples, 'cisterna_webhook_attempts_total', 'outcome').map(([outcome, value]) => `${whole.format(value)} ${outcome}`);
  return (
    <dl className="tiles">
      <Tile name="Events taken" value={perSecond(rate(former, now, 'cisterna_events_folded_total'))} more={`${count('cisterna_events_folded_total')} since the start`} />
      <Tile name="Repeats dropped" value={count('cisterna_events_repeated_total')} more={perSecond(rate(former, now, 'cisterna_events_repeated_total'))} />
      <Tile name="Came late" value={count('cisterna_events_late_total')} more="and changed what was known" />
      <Tile name="Batches" value={inMs(mean(former, now, 'cisterna_batch_seconds') ?? mean(null, now, 'cisterna_batch_seconds'))} more={`${count('cisterna_batch_seconds_count')} since the start`} />
      <Tile name="Webhook attempts" value={attempts.length === 0 ? 'none' : attempts.join(', ')} more="" />
      <Tile name="Messages waiting" value={count('cisterna_deliveries_waiting')} more="" />
    </dl>
  );
};

const Table = ({ caption, head, rows, urgent }: { readonly caption: string; readonly head: string; readonly rows: readonly (readonly [string, number])[]; readonly urgent: boolean }): ReactNode => (
  <table className="small-table">
    <caption>{caption}</caption>
    <thead>
      <tr>
        <th scope="col">{head}</th>
        <th scope="col" className="number">{urgent ? 'Records' : 'Events behind'}</th>
      </tr>
    </thead>
    <tbody>
      {rows.map(([name, value]) => (
        <tr key={name}>
          <th scope="row">{name}</th>
          <td className="number">{urgent && value > 0 ? <Mark urgency="medium">{whole.format(value)}</Mark> : whole.format(value)}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

/** How much the process takes in, and what it set aside: counted since it started, rates over the last seconds. */
export const ThroughputSheet = (): ReactNode => {
  const { former, now, error, again } = useReadings();
  if (now === null) return error === null ? <Loading what="the measurements" /> : <Refused error={error} who="measurements are public." again={again} />;
  const letters = byLabel(now.samples, 'cisterna_dead_letters_total', 'code').filter(([, value]) => value > 0).map(([code, value]) => [wordOf(code), value] as const);
  const lags = byLabel(now.samples, 'cisterna_partition_lag', 'partition');
  return (
    <section className="sheet" aria-labelledby="throughput">
      <h2 id="throughput">Throughput of this process</h2>
      <Tiles former={former} now={now} />
      <div className="tables">
        {lags.length === 0 ? null : <Table caption="Lag by partition" head="Partition" rows={lags} urgent={false} />}
        {letters.length === 0 ? null : <Table caption="Set aside since the start" head="Reason" rows={letters} urgent />}
      </div>
      {error === null ? null : <p className="stale">No answer since {localTime(new Date(now.at).toISOString())}: these are the last measurements.</p>}
    </section>
  );
};
