import { useCallback, useDeferredValue, type ReactNode } from 'react';
import type { Order } from './fleet-order.ts';
import type { LiveFleet } from '../data/live-store.ts';
import { useLive } from '../data/use-live.ts';
import { localTime } from '../format/times.ts';
import { Empty, Loading } from '../parts/notice.tsx';
import { FleetFilters } from './fleet-filters.tsx';
import { FleetTable } from './fleet-table.tsx';
import { FleetTools } from './fleet-tools.tsx';
import { formatChoice } from './fleet-choice.ts';
import { useFleet } from './use-fleet.ts';
import { useFleetChoice } from './use-fleet-choice.ts';
import { useHeld } from './use-held.ts';
import { useMedia } from '../parts/use-media.ts';
import { useServiceNow } from '../data/service-now.ts';
import './fleet-page.css';

/** Rows of one height each: ten thousand of them need no measuring. */
const heights = { wide: { rowHeight: 50, headHeight: 38 }, narrow: { rowHeight: 176, headHeight: 0 } } as const;
const narrowPage = '(max-width: 58rem)';

/** Without word for this long, what a row says may no longer be so. */
const staleMs = 120_000;

const numbers = new Intl.NumberFormat();
const countOf = (shown: number, all: number): string => `${shown === all ? '' : `${numbers.format(shown)} of `}${numbers.format(all)} ${all === 1 ? 'pump' : 'pumps'}`;

const Nothing = ({ fleet, filtered }: { readonly fleet: LiveFleet; readonly filtered: boolean }): ReactNode => {
  if (fleet.pumps.size > 0 && filtered) return <Empty>No pump is like that. “Show all” takes the search and the filters away.</Empty>;
  if (fleet.complete) return <Empty>There are no pumps yet. A pump appears here with its first event.</Empty>;
  return <Loading what="the pumps" />;
};

const isStale = ({ connection, heardAt }: LiveFleet, now: number): boolean => connection !== 'live' && heardAt !== null && now - heardAt > staleMs;

const StaleNote = ({ since }: { readonly since: number | null }): ReactNode =>
  since === null ? null : <p className="stale-note">Nothing has come since {localTime(new Date(since).toISOString())}: the rows show what was known then.</p>;

/** Says that the order is no longer what it should be, and applies it; the focus goes to the rows, as the button goes away. */
const Reorder = ({ changed, apply }: { readonly changed: boolean; readonly apply: () => void }): ReactNode => (
  <button
    type="button"
    className="reorder"
    hidden={!changed}
    onClick={({ currentTarget }) => {
      apply();
      currentTarget.parentElement?.querySelector<HTMLElement>('.line[tabindex="0"]')?.focus();
    }}
  >
    The order has changed: sort again
  </button>
);

/** All pumps, worst first: whom to call is at the top. */
export const FleetPage = (): ReactNode => {
  const live = useLive();
  // News may wait for the scrolling and typing of whoever is at work, never the other way round.
  const fleet = useDeferredValue(live);
  const now = useServiceNow(15_000);
  const narrow = useMedia(narrowPage);
  const [choice, setChoice] = useFleetChoice();
  const [held, holding] = useHeld();
  const { rows, counts, changed, apply } = useFleet(fleet, choice, held);
  const sort = useCallback(
    (order: Order) => {
      setChoice(old => ({ ...old, order }));
    },
    [setChoice],
  );
  const size = narrow ? heights.narrow : heights.wide;
  const stale = isStale(live, now);
  const summary = `${countOf(rows.length, fleet.pumps.size)}${fleet.complete || fleet.pumps.size === 0 ? '' : ', more are coming'}`;
  return (
    <div className={`fleet ${narrow ? 'fleet-narrow' : 'fleet-wide'} ${stale ? 'fleet-stale' : ''}`}>
      <h1 className="fleet-title">Fleet</h1>
      <FleetFilters choice={choice} counts={counts} onChoice={setChoice} narrow={narrow} />
      <FleetTools choice={choice} onChoice={setChoice} summary={summary} narrow={narrow} />
      <StaleNote since={stale ? live.heardAt : null} />
      {rows.length === 0 ? (
        <Nothing fleet={fleet} filtered={formatChoice(choice) !== ''} />
      ) : (
        <div {...holding}>
          <FleetTable {...{ rows, now, ...size }} order={choice.order} onOrder={sort} />
          <Reorder changed={changed} apply={apply} />
        </div>
      )}
    </div>
  );
};
