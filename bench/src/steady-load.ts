import { setTimeout as delay } from 'node:timers/promises';
import type { AppendRecord, EventLog } from '@cisterna/event-log';
import { encodeOccurrence } from './cloud-event.ts';

/** A steady stream of reports over some pumps. */
export interface SteadyLoad {
  readonly pumps: number;
  readonly eventsPerSecond: number;
  readonly seconds: number;
  /** Sent before, at the same rate, and not measured: the process compiles and fills its caches first. */
  readonly warmUpSeconds: number;
}

/** When each event was handed to the log, by pump and seq; `performance.now()` of this process. */
export type SendTimes = ReadonlyMap<string, number>;

const tickMs = 10;
const hourMs = 3_600_000;

export const pumpName = (index: number): string => `L-${String(index).padStart(5, '0')}`;

/** An event of a pump as it goes onto the log, stamped now. */
export const record = (index: number, seq: number, type: string, data: object): AppendRecord => {
  const pumpId = pumpName(index);
  const at = Date.now();
  const value = encodeOccurrence({ type, pumpId, boot: 1, seq, entry: 0, clinicId: 'bench', at, data });
  return { key: pumpId, value, headers: { 'content-type': 'application/cloudevents+json' } };
};

const registration = {
  clinicId: 'bench',
  model: 'PM-40',
  serial: 'S',
  reservoirCapacityNl: 40_000_000,
  lowReservoirNl: 2_000_000,
  drugs: [{ code: 'baclofen', concentrationMicrogramsPerMl: 2_000 }],
  reportIntervalSeconds: 3_600,
  sensors: { reservoir: false, catheterPressure: false },
};

const report = () => ({
  periodStart: `${new Date(Date.now() - hourMs).toISOString().slice(0, 19)}Z`,
  periodSeconds: 3_600,
  programmedNl: 1_000,
  deliveredNl: 1_000,
  reservoirSensedNl: null,
  catheterPressure: null,
});

/** Each pump's registration, its seq 1. */
export const registerPumps = (eventLog: EventLog, pumps: number): Promise<void> =>
  eventLog.append(Array.from({ length: pumps }, (_, index) => record(index, 1, 'pump.registered.v1', registration)));

/** Hands over what `recordsOf` makes of 0, 1, 2, … up to `total`, so many of them a second, evenly; resolves when the log has confirmed all. */
export const sendEvenly = async (
  eventLog: EventLog,
  { total, perSecond }: { readonly total: number; readonly perSecond: number },
  recordsOf: (turn: number) => readonly AppendRecord[],
): Promise<void> => {
  const begun = performance.now();
  const appends: Promise<void>[] = [];
  for (let done = 0; done < total;) {
    const due = Math.min(total, Math.floor(((performance.now() - begun) / 1_000) * perSecond));
    const records: AppendRecord[] = [];
    for (; done < due; done += 1) records.push(...recordsOf(done));
    if (records.length > 0) appends.push(eventLog.append(records));
    await delay(tickMs);
  }
  await Promise.all(appends);
};

/** Sends reports evenly, the pumps in turn, each event after the warm-up noted in `sent` under `pump:seq` at the moment it is handed over. */
export const sendSteadily = (eventLog: EventLog, load: SteadyLoad, sent: Map<string, number>): Promise<void> => {
  const warmUp = load.eventsPerSecond * load.warmUpSeconds;
  const total = warmUp + load.eventsPerSecond * load.seconds;
  return sendEvenly(eventLog, { total, perSecond: load.eventsPerSecond }, done => {
    const index = done % load.pumps;
    const seq = 2 + Math.floor(done / load.pumps);
    if (done >= warmUp) sent.set(`${pumpName(index)}:${seq}`, performance.now());
    return [record(index, seq, 'delivery.reported.v1', report())];
  });
};
