import type { ArchivedEvent, PumpView } from '@cisterna/contract';
import { useMemo, useState, type ReactNode } from 'react';
import { CallRefused } from '../data/call.ts';
import { useHashQuery } from '../data/hash-location.ts';
import { useServiceNow } from '../data/service-now.ts';
import { useLive } from '../data/use-live.ts';
import { Empty, Failure, Loading } from '../parts/notice.tsx';
import { ActionBar } from './actions.tsx';
import { EvidenceList } from './evidence-list.tsx';
import { EventList } from './event-list.tsx';
import { fanEnd, fanOf } from './forecast.ts';
import { PumpBody } from './pump-body.tsx';
import './pump-page.css';
import { PumpSummaryTiles } from './pump-summary.tsx';
import { TravelBanner, TravelPanel } from './travel-panel.tsx';
import { formatMoment, isPast, parseMoment, present, type Moment } from './travel.ts';
import { useHistoryStart, usePump, useReread } from './use-pump.ts';
import { useTimeWindow } from './use-time-window.ts';
import { VoidDialog } from './void-dialog.tsx';

const hourMs = 3_600_000;

/** The present for the page: the last event's time; while the pump is silent, the clock's, so that the silence is seen. */
const nowOf = (view: PumpView, moment: Moment, serviceNow: number): number => {
  const told = Date.parse(view.asOf);
  if (moment.asOf !== null) return moment.asOf;
  if (moment.knownAt !== null) return Math.min(moment.knownAt, Math.max(told, Date.parse(view.connectivity.lastEventAt ?? view.asOf)));
  return view.connectivity.silent ? Math.max(told, Math.floor(serviceNow / hourMs) * hourMs) : told;
};

const PumpTitle = ({ view }: { readonly view: PumpView }): ReactNode => (
  <div className="pump-title">
    <h1>{view.id}</h1>
    <p className="faint">{[view.registration?.model, view.registration?.serial, view.registration?.patientRef, view.clinicId].filter(part => part != null).join(' · ') || 'Not registered'}</p>
  </div>
);

interface LoadedProps {
  readonly view: PumpView;
  readonly moment: Moment;
  readonly travel: (moment: Moment) => void;
  readonly waiting: boolean;
}

const LoadedPump = ({ view, moment, travel, waiting }: LoadedProps): ReactNode => {
  const alerts = useLive().alerts;
  const [travelling, setTravelling] = useState(isPast(moment));
  const [voiding, setVoiding] = useState<ArchivedEvent | null>(null);
  const serviceNow = useServiceNow(60_000);
  const now = nowOf(view, moment, serviceNow);
  const start = useHistoryStart(view.id);
  const forecastEnd = useMemo(() => fanEnd(fanOf(view)), [view]);
  const shown = useTimeWindow({ start, now, forecastEnd });
  const past = isPast(moment);
  const listed = useMemo(() => (past ? null : [...alerts.values()].filter(({ pumpId }) => pumpId === view.id)), [past, alerts, view.id]);
  return (
    <div className="pump" aria-busy={waiting}>
      <div className="pump-head">
        <PumpTitle view={view} />
        <ActionBar pumpId={view.id} disabled={past} travelling={travelling} onTravel={() => { setTravelling(!travelling); }} />
      </div>
      <TravelBanner moment={moment} back={() => { travel(present); }} />
      {travelling ? <TravelPanel moment={moment} travel={travel} start={start ?? now - hourMs} end={Math.max(now, serviceNow)} /> : null}
      <PumpSummaryTiles view={view} now={past ? now : serviceNow} alerts={listed} />
      <div className="pump-columns">
        <PumpBody view={view} now={now} moment={moment} shown={shown} />
        <div className="pump-side">
          <EvidenceList catheter={view.catheter} />
          <EventList pumpId={view.id} window={shown.window} now={now} moment={moment} onVoid={past ? null : setVoiding} />
        </div>
      </div>
      {voiding === null ? null : <VoidDialog pumpId={view.id} event={voiding} close={() => { setVoiding(null); }} />}
    </div>
  );
};

const Missing = ({ moment, travel, pumpId }: Pick<LoadedProps, 'moment' | 'travel'> & { readonly pumpId: string }): ReactNode => (
  <>
    <TravelBanner moment={moment} back={() => { travel(present); }} />
    <Empty>{isPast(moment) ? `Nothing of ${pumpId} had been received by then.` : `There is no pump ${pumpId}.`}</Empty>
    <a href="#/">All pumps</a>
  </>
);

/** One pump: its state now or at a past moment, its curves, its events, and what can be recorded about it. */
export const PumpPage = ({ pumpId }: { readonly pumpId: string }): ReactNode => {
  const [query, setQuery] = useHashQuery();
  const moment = useMemo(() => parseMoment(query), [query]);
  const travel = (next: Moment): void => { setQuery(formatMoment(next)); };
  const { view, error, isPlaceholderData } = usePump(pumpId, moment);
  useReread(pumpId, isPast(moment) ? undefined : view?.version);
  if (error instanceof CallRefused && error.status === 404) return <Missing moment={moment} travel={travel} pumpId={pumpId} />;
  if (view?.id === pumpId) return <LoadedPump key={pumpId} view={view} moment={moment} travel={travel} waiting={isPlaceholderData} />;
  return error === null ? <Loading what={pumpId} /> : <Failure error={error} />;
};
