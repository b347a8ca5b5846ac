import { decodeArchived, encodeCloudEvent, type EpochMs, type PumpEvent, type PumpFact, type PumpId } from '@cisterna/contract';
import { foldHistory, pumpColumns, serialisePump, settleAlerts, type AlertRecord, type AlertStep } from '@cisterna/domain';
import { alertChangeRow, alertRecord, alertRow } from '../alerts/alert-record.ts';
import type { BatchWrite } from '../batch/batch-write.ts';
import { findEvents } from '../queries/find-events.ts';
import { loadPumps } from '../queries/pumps-by-id.ts';
import { alertsOfPumps } from '../queries/stored-alert.ts';
import type { ReadModel } from '../read-model.ts';
import { hour, newYear, type BatchParts } from './rows.fixture.ts';

type What = Pick<PumpFact, 'type' | 'data'>;

const registered = (clinicId: string): What =>
  ({
    type: 'pump.registered.v1',
    data: {
      clinicId,
      model: 'M',
      serial: 'S',
      reservoirCapacityNl: 20_000_000,
      lowReservoirNl: 2_000_000,
      drugs: [{ code: 'baclofen', concentrationMicrogramsPerMl: 2000 }],
      reportIntervalSeconds: 3600,
      sensors: { reservoir: false, catheterPressure: false },
    },
  }) as unknown as What;
const alarm = (change: 'raised' | 'cleared', name: string): What => ({ type: `alarm.${change}.v1`, data: { alarm: name } }) as unknown as What;
const explanted = { type: 'pump.explanted.v1', data: {} } as unknown as What;

/** What a raced pump tells, in order: the first two make its alert, of the others each changes it, or raises another, or ends all. */
export const stories: readonly (readonly What[])[] = [
  [registered('C-1'), alarm('raised', 'memory-error'), alarm('cleared', 'memory-error'), registered('C-2')],
  [registered('C-1'), alarm('raised', 'low-battery-reset'), registered('C-2'), alarm('cleared', 'low-battery-reset')],
  [registered('C-1'), alarm('raised', 'end-of-service'), alarm('cleared', 'end-of-service'), alarm('raised', 'end-of-service')],
  [registered('C-1'), alarm('raised', 'replacement-due'), alarm('cleared', 'replacement-due'), explanted],
];

/** A pump whose alert is raced for, and what it tells. */
export interface RacePump {
  readonly pumpId: PumpId;
  readonly story: readonly PumpEvent[];
}

export const racePump = (pumpId: PumpId, story: readonly What[]): RacePump => ({
  pumpId,
  story: story.map((what, index) => {
    const at = newYear + index * hour;
    return { ...what, pumpId, boot: 1, seq: index + 1, entry: 0, at, clinicId: null, receivedAt: at + 1000 } as PumpEvent;
  }),
});

/** The wall's time of every decision in a race. */
export const raceTime: EpochMs = newYear + 100 * hour;

const settled = (pumpId: PumpId, events: readonly PumpEvent[], stored: readonly AlertRecord[]) => {
  const { state, transitions } = foldHistory(null, pumpId, events);
  const steps = settleAlerts({ pump: state, transitions, stored, refoldedFrom: { base: null }, lifted: null, decidedAt: () => raceTime });
  return { state, steps };
};

/** What the whole story still asks of the stored alerts: nothing, once every event is in. */
export const leftToSettle = ({ pumpId, story }: RacePump, stored: readonly AlertRecord[]): readonly AlertStep[] => settled(pumpId, story, stored).steps;

const alertRows = (steps: readonly AlertStep[]): BatchWrite['alerts'] => {
  const ids = new Set(steps.map(({ record }) => record.view.id));
  return [...ids].flatMap(id => {
    const own = steps.filter(({ record }) => record.view.id === id);
    const last = own.at(-1)?.record;
    return last === undefined ? [] : [alertRow(last, last.view.version === own.length ? null : last.view.version - own.length)];
  });
};

const unmeasured = { deliveredNl: null, filledNl: null, sensedNl: null, meanPa: null, pulsationPa: null };

interface Known {
  readonly revision: number | null;
  readonly events: readonly PumpEvent[];
  readonly stored: readonly AlertRecord[];
}

const rowsAfter = (pumpId: PumpId, fresh: readonly PumpEvent[], { revision, events, stored }: Known) => {
  const { state, steps } = settled(pumpId, [...events, ...fresh], stored);
  return {
    archive: fresh.map(event => ({ ...event, ...unmeasured, text: encodeCloudEvent(event) })),
    pumps: [{ ...pumpColumns(state), pumpId, expectedRevision: revision, dueAt: null, state: serialisePump(state), calendar: '{}' }],
    alerts: alertRows(steps),
    alertChanges: steps.map(alertChangeRow),
  };
};

/** Events of one pump that arrive together. */
export interface Arrival {
  readonly pump: RacePump;
  readonly events: readonly PumpEvent[];
}

type Rows = ReturnType<typeof rowsAfter>;

const joined = (rows: readonly Rows[]): Rows => ({
  archive: rows.flatMap(row => row.archive),
  pumps: rows.flatMap(row => row.pumps),
  alerts: rows.flatMap(row => row.alerts),
  alertChanges: rows.flatMap(row => row.alertChanges),
});

/** What storing events takes, seen from what is stored now: as a projector without anything in memory would; null when all are in the archive. */
export const rowsFor = async (model: ReadModel, arrivals: readonly Arrival[]): Promise<BatchParts | null> => {
  const pumpIds = arrivals.map(({ pump }) => pump.pumpId);
  // The revisions first: whatever is stored after they are read makes the write fail, and not its reader wrong.
  const known = new Map((await loadPumps(model, pumpIds)).map(({ pumpId, revision }) => [pumpId, revision]));
  const [archived, alerts] = await Promise.all([findEvents(model, arrivals.flatMap(({ pump }) => pump.story)), alertsOfPumps(model, pumpIds)]);
  const rows = arrivals.flatMap(({ pump: { pumpId }, events }) => {
    const own = archived.filter(event => event.pumpId === pumpId);
    const fresh = events.filter(({ seq }) => !own.some(event => event.seq === seq));
    const stored = alerts.filter(alert => alert.pumpId === pumpId).map(alertRecord);
    const before = own.map(({ text, receivedAt }) => decodeArchived(text, receivedAt));
    return fresh.length === 0 ? [] : [rowsAfter(pumpId, fresh, { revision: known.get(pumpId) ?? null, events: before, stored })];
  });
  return rows.length === 0 ? null : joined(rows);
};
