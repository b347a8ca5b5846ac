import { compareOrder, decodeRecord, type EventType, type PumpEvent, type PumpEventOf } from '@cisterna/contract';
import type { SimulatedRecord } from '../fleet/arrivals.ts';
import type { FleetPlan } from '../fleet/fleet-plan.ts';
import { planFleet, type FleetChoice } from '../fleet/plan-fleet.ts';
import { simulateFleet } from '../fleet/simulate-fleet.ts';
import { dayMs } from '../time/periods.ts';
import type { TruthLine } from '../truth/truth.ts';

const startAt = Date.UTC(2026, 0, 5);

/** A plan for a spec: so many days of so many pumps from 5 January 2026 (a Monday) on, by default 3 pumps and 30 days of `healthy`. */
export const specPlan = (choice: Partial<FleetChoice> & { readonly days?: number } = {}): FleetPlan => {
  const { days = 30, ...rest } = choice;
  return planFleet({ seed: 1, pumps: 3, startAt, endAt: startAt + days * dayMs, scenario: 'healthy', ...rest });
};

/** A fleet that has lived through its plan. */
export interface LivedFleet {
  readonly plan: FleetPlan;
  readonly records: readonly SimulatedRecord[];
  readonly truth: readonly TruthLine[];
}

/** Lets a fleet live and keeps everything. */
export const live = (plan: FleetPlan): LivedFleet => {
  const slices = [...simulateFleet(plan)];
  return { plan, records: slices.flatMap(slice => slice.records), truth: slices.flatMap(slice => slice.truth) };
};

/** A record as the event that any reader makes of it; throws where the contract refuses it. */
export const decode = ({ pumpId, arrivalAt, value }: SimulatedRecord): PumpEvent => {
  const decoded = decodeRecord({
    key: Buffer.from(pumpId),
    value: Buffer.from(value),
    headers: { 'content-type': Buffer.from('application/cloudevents+json') },
    receivedAt: arrivalAt,
  });
  if (!decoded.ok) throw new Error(`${decoded.code}: ${decoded.detail} in ${value}`);
  return decoded.event;
};

/** Each pump's distinct events in (boot, seq, entry) order, by pump id. */
export const historiesOf = ({ records }: LivedFleet): ReadonlyMap<string, readonly PumpEvent[]> => {
  const histories = new Map<string, Map<string, PumpEvent>>();
  for (const record of records) {
    const event = decode(record);
    const history = histories.get(event.pumpId) ?? new Map<string, PumpEvent>();
    histories.set(event.pumpId, history.set(`${event.boot}:${event.seq}+${event.entry}`, event));
  }
  return new Map([...histories].map(([pumpId, history]) => [pumpId, [...history.values()].sort(compareOrder)]));
};

/** The events of one type. */
export const ofType = <Type extends EventType>(
  events: readonly PumpEvent[],
  type: Type,
): readonly PumpEventOf<Type>[] =>
  events.filter((event): event is PumpEvent & PumpEventOf<Type> => event.type === type);

/** The truth lines of one kind. */
export const ofKind = <Kind extends TruthLine['kind']>(
  truth: readonly TruthLine[],
  kind: Kind,
): readonly Extract<TruthLine, { kind: Kind }>[] =>
  truth.filter((line): line is Extract<TruthLine, { kind: Kind }> => line.kind === kind);

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

export const deviation = (values: readonly number[]): number => {
  const centre = mean(values);
  return Math.sqrt(mean(values.map(value => (value - centre) ** 2)));
};
