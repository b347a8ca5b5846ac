import type { AlertCommandCall, AlertView } from '@cisterna/contract';
import type { ReactNode } from 'react';
import { useLive } from '../data/use-live.ts';
import { localTime } from '../format/times.ts';
import { Empty, Loading } from '../parts/notice.tsx';
import { Refused } from '../parts/refused.tsx';
import { AlertList } from './alert-list.tsx';
import { AlertToolbar } from './alert-toolbar.tsx';
import type { useAlertView } from './use-alert-view.ts';
import { useAtWork } from './use-at-work.ts';
import { useServiceNow } from '../data/service-now.ts';
import { useSteadyList } from './use-steady-list.ts';

type View = ReturnType<typeof useAlertView>;

interface ShelfProps {
  readonly view: View;
  readonly alertId: string | null;
  readonly selected: ReadonlySet<string>;
  readonly onSelected: (selected: ReadonlySet<string>) => void;
  readonly onCommand: (command: AlertCommandCall, alerts: readonly AlertView[]) => void;
}

const Nothing = ({ view: { complete, error, again, choice, alerts } }: Pick<ShelfProps, 'view'>): ReactNode => {
  if (error !== null) return <Refused error={error} who="alerts are for those who may read pumps." again={again} />;
  if (!complete) return <Loading what="the alerts" />;
  if (alerts.length > 0) return <Empty>No alert is like that. “Clear filters” shows all open ones.</Empty>;
  return <Empty>{choice.state === 'open' ? 'Nothing is open: nobody needs to be called.' : 'There has never been such an alert.'}</Empty>;
};

const Coming = ({ coming, moved, settle }: { readonly coming: readonly AlertView[]; readonly moved: boolean; readonly settle: () => void }): ReactNode => {
  const high = coming.filter(({ priority }) => priority === 'high').length;
  const words = coming.length === 0 ? 'The list has changed' : `${coming.length} new${high === 0 ? '' : `, ${high} of high priority`}`;
  return (
    <div role="status" className="alert-coming">
      {moved ? <button type="button" onClick={settle}>{words}: update the list</button> : null}
    </div>
  );
};

const StaleNote = (): ReactNode => {
  const { connection, heardAt } = useLive();
  if (connection !== 'lost') return null;
  return <p className="alert-stale">The connection is lost{heardAt === null ? '' : ` since ${localTime(new Date(heardAt).toISOString())}`}: alerts may have come or gone.</p>;
};

/** The list with what can be done about it; it keeps still while somebody is at work in it. */
export const AlertShelf = ({ view, alertId, selected, onSelected, onCommand }: ShelfProps): ReactNode => {
  const [atWork, working] = useAtWork();
  const now = useServiceNow(20_000);
  const { lines, coming, moved, settle } = useSteadyList(view.wanted, atWork, view.query);
  const shown = lines.filter(({ left }) => !left).map(({ alert }) => alert);
  const chosen = shown.filter(({ id }) => selected.has(id));
  const byId = (id: string): readonly AlertView[] => shown.filter(alert => alert.id === id);
  return (
    <section className="alert-shelf" aria-label="List of alerts">
      <StaleNote />
      <AlertToolbar shown={shown} selected={chosen} onCommand={onCommand} onSelect={alerts => { onSelected(new Set(alerts.map(({ id }) => id))); }} />
      <Coming coming={coming} moved={moved} settle={settle} />
      {lines.length === 0 ? <Nothing view={view} /> : (
        <div {...working}>
          <AlertList lines={lines} now={now} query={view.query} shownId={alertId} selected={selected} onSelect={onSelected} onAcknowledge={id => { onCommand('acknowledge', byId(id)); }} onSettle={settle} />
        </div>
      )}
      {view.more === null ? null : <button type="button" onClick={view.more}>Load older alerts</button>}
      <p id="alert-keys" className="faint alert-keys">
        In the list: <kbd>j</kbd> <kbd>k</kbd> or arrows move, <kbd>Enter</kbd> opens, <kbd>Space</kbd> selects, <kbd>a</kbd> acknowledges, <kbd>u</kbd> updates the list, <kbd>Esc</kbd> selects none.{' '}
        {view.choice.state === 'all' ? 'The last raised first.' : 'High priority first, then what has waited longest, last what is over.'}
      </p>
    </section>
  );
};
