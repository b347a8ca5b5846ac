import type { ReactNode } from 'react';
import { ago, localDate } from '../format/times.ts';
import { millilitres, percent } from '../format/units.ts';
import { LevelBar } from '../parts/level-bar.tsx';
import { Mark } from '../parts/mark.tsx';
import { catheterWord, deliveryWords, priorityWords } from '../parts/state-words.ts';
import { TimeText } from '../parts/time-text.tsx';
import type { FleetRow } from './fleet-row.ts';
import { refillText } from './refill-words.ts';
import { Trend } from './trend.tsx';

/** What every cell is given. */
export interface CellProps {
  readonly row: FleetRow;
  readonly now: number;
}

/** The page of a pump. */
export const pumpPath = (id: string): string => `/pumps/${encodeURIComponent(id)}`;

const stop = (event: { stopPropagation: () => void }): void => {
  event.stopPropagation();
};

export const PumpCell = ({ row: { id, pump } }: CellProps): ReactNode => (
  <>
    <a href={`#${pumpPath(id)}`} tabIndex={-1} onPointerDown={stop} onClick={stop}>
      {id}
    </a>
    <span className="second">{[pump.registration?.model, pump.registration?.patientRef].filter(part => part != null).join(' · ')}</span>
  </>
);

export const AlertsCell = ({ row: { facets, pump } }: CellProps): ReactNode => {
  const { word, urgency } = priorityWords[facets.alerts];
  const { open, unacknowledged } = pump.alerts;
  if (open === 0) return <span className="faint">None</span>;
  return (
    <>
      <Mark urgency={urgency}>{`${open} ${word.toLowerCase()}`}</Mark>
      <span className="second">{unacknowledged === 0 ? 'acknowledged' : `${unacknowledged} not acknowledged`}</span>
    </>
  );
};

const motorWord = ({ mechanism, connectivity }: FleetRow['pump']): string => {
  if (connectivity.silent) return 'pump is silent';
  return mechanism.motor === 'running' || mechanism.motor === 'unknown' ? '' : `motor ${mechanism.motor}`;
};

export const DeliveryCell = ({ row: { pump } }: CellProps): ReactNode => {
  const { word, urgency } = deliveryWords[pump.deliveryState];
  return (
    <>
      <Mark urgency={urgency}>{word}</Mark>
      <span className="second">{motorWord(pump)}</span>
    </>
  );
};

export const LevelCell = ({ row: { pump } }: CellProps): ReactNode => {
  const { computedLevelNl, capacityNl, lowReservoirNl } = pump.reservoir;
  const low = computedLevelNl !== null && lowReservoirNl !== null && computedLevelNl <= lowReservoirNl;
  return (
    <>
      <LevelBar levels={pump.reservoir} />
      <span className="second" aria-hidden="true">
        {low ? <Mark urgency="medium">{millilitres(computedLevelNl)}</Mark> : millilitres(computedLevelNl)}
        {capacityNl === null ? '' : ` of ${millilitres(capacityNl, 0)}`}
      </span>
    </>
  );
};

export const RefillCell = ({ row: { pump }, now }: CellProps): ReactNode => {
  const { word, urgency, when, by, range } = refillText(pump, now);
  return (
    <>
      <span>
        {urgency === 'none' ? null : (
          <>
            <Mark urgency={urgency}>{word}</Mark>{' '}
          </>
        )}
        {when}
      </span>
      <span className="second">
        <span className={range === null ? undefined : 'by'}>{by}</span> {range === null ? null : <span className="range">{range}</span>}
      </span>
    </>
  );
};

export const CatheterCell = ({ row: { pump } }: CellProps): ReactNode => {
  const { status, probability, onsetAt } = pump.catheter;
  const { word, urgency } = catheterWord(pump.catheter);
  const judged = status === 'suspected' || status === 'no-suspicion';
  return (
    <>
      {urgency === 'none' ? <span className="faint">{word}</span> : <Mark urgency={urgency}>{word}</Mark>}
      <span className="second">
        {judged ? percent(probability) : ''}
        {onsetAt === null || urgency === 'none' ? '' : <TimeText time={onsetAt}> since {localDate(onsetAt)}</TimeText>}
      </span>
    </>
  );
};

export const TrendCell = ({ row }: CellProps): ReactNode => <Trend row={row} />;

export const ContactCell = ({ row: { pump }, now }: CellProps): ReactNode => {
  const { lastReceivedAt, silent } = pump.connectivity;
  return (
    <>
      <TimeText time={lastReceivedAt}>{ago(lastReceivedAt, now)}</TimeText>
      <span className="second">{silent ? <Mark urgency="medium">Silent</Mark> : ''}</span>
    </>
  );
};

export const ClinicCell = ({ row: { pump } }: CellProps): ReactNode =>
  pump.clinicId ?? <span className="faint">{pump.registration === null ? 'Not registered' : 'No clinic'}</span>;
