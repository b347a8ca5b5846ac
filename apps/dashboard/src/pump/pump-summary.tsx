import type { AlertView, PumpView } from '@cisterna/contract';
import type { ReactNode } from 'react';
import { ago } from '../format/times.ts';
import { millilitres } from '../format/units.ts';
import { LevelBar } from '../parts/level-bar.tsx';
import { Mark } from '../parts/mark.tsx';
import { deliveryWords, refillWords, type StateWord } from '../parts/state-words.ts';
import { TimeText } from '../parts/time-text.tsx';
import { AlertsTile } from './alerts-tile.tsx';
import { catheterLine, doseWords, drugWords, missingWords, refillLines } from './summary-words.ts';
import { Tile } from './tile.tsx';

interface SummaryProps {
  readonly view: PumpView;
  /** What dates are counted from, epoch milliseconds. */
  readonly now: number;
  /** Open alerts of the pump, worst first; null where the moment is past and only their number is known. */
  readonly alerts: readonly AlertView[] | null;
}

const Word = ({ state }: { readonly state: StateWord }): ReactNode => (state.urgency === 'none' ? state.word : <Mark urgency={state.urgency}>{state.word}</Mark>);

const DeliveryTile = ({ view }: { readonly view: PumpView }): ReactNode => {
  const { motor, battery, openDeviceAlarms } = view.mechanism;
  const detail = [
    ...(motor === 'running' || motor === 'unknown' ? [] : [`motor ${motor}`]),
    ...(battery === 'ok' ? [] : [`battery: ${battery.replaceAll('-', ' ')}`]),
    ...(openDeviceAlarms.length === 0 ? [] : [`device alarm: ${openDeviceAlarms.join(', ').replaceAll('-', ' ')}`]),
  ];
  return (
    <Tile title="Delivery" detail={detail.length === 0 ? 'motor runs, no device alarm' : detail.join(' · ')}>
      <Word state={deliveryWords[view.deliveryState]} />
    </Tile>
  );
};

const LevelTile = ({ view }: { readonly view: PumpView }): ReactNode => {
  const { computedLevelNl, capacityNl, estimate, lowReservoirNl, sensedLevelNl } = view.reservoir;
  const low = computedLevelNl !== null && lowReservoirNl !== null && computedLevelNl <= lowReservoirNl;
  const text = `${millilitres(computedLevelNl)}${capacityNl === null ? '' : ` of ${millilitres(capacityNl, 0)}`}`;
  const band = estimate === null ? '' : `estimate ${millilitres(estimate.p50Nl)} (${millilitres(estimate.p10Nl)} to ${millilitres(estimate.p90Nl)})`;
  return (
    <Tile title="Level" detail={<>{band}{sensedLevelNl === null ? '' : ` · sensed ${millilitres(sensedLevelNl)}`}<LevelBar levels={view.reservoir} /></>}>
      {low ? <Mark urgency="medium">{text}</Mark> : text}
    </Tile>
  );
};

const RefillTile = ({ view, now }: Omit<SummaryProps, 'alerts'>): ReactNode => {
  const { main, by, low } = refillLines(view, now);
  return (
    <Tile title="Next refill" detail={<><TimeText time={view.refill.refillBy}>{by}</TimeText><br />{low}</>}>
      {main} {refillWords[view.refill.status].urgency === 'none' ? '' : <Word state={refillWords[view.refill.status]} />}
    </Tile>
  );
};

const CatheterTile = ({ view }: { readonly view: PumpView }): ReactNode => {
  const { onsetAt, recommendedCheck, status } = view.catheter;
  const asked = status === 'suspected' || status === 'confirmed';
  const detail = asked ? <>since <TimeText time={onsetAt} />{recommendedCheck === null ? null : <><br /><strong>Check:</strong> {recommendedCheck}</>}</> : '';
  return (
    <Tile title="Catheter" detail={detail}>
      <Word state={catheterLine(view.catheter)} />
    </Tile>
  );
};

const ContactTile = ({ view, now }: Omit<SummaryProps, 'alerts'>): ReactNode => {
  const { lastReceivedAt, silent, clockSkewSeconds } = view.connectivity;
  const skewed = clockSkewSeconds !== null && Math.abs(clockSkewSeconds) > 300;
  const detail = [missingWords(view), skewed ? `pump clock ${clockSkewSeconds > 0 ? 'ahead' : 'behind'} by ${Math.round(Math.abs(clockSkewSeconds) / 60)} min` : ''].filter(part => part !== '');
  return (
    <Tile title="Last contact" detail={detail.join(' · ')}>
      <TimeText time={lastReceivedAt}>{ago(lastReceivedAt, now)}</TimeText> {silent ? <Mark urgency="medium">Silent</Mark> : null}
    </Tile>
  );
};

/** The pump at a glance. */
export const PumpSummaryTiles = ({ view, now, alerts }: SummaryProps): ReactNode => {
  const { dose, detail } = doseWords(view);
  return (
    <dl className="tiles">
      <DeliveryTile view={view} />
      <LevelTile view={view} />
      <RefillTile view={view} now={now} />
      <CatheterTile view={view} />
      <AlertsTile view={view} alerts={alerts} />
      <Tile title="Drug and daily dose" detail={<>{drugWords(view)}<br />{detail}</>}>{dose}</Tile>
      <ContactTile view={view} now={now} />
    </dl>
  );
};
