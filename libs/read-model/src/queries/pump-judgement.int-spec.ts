import { nanolitres, seconds, type DeliveryState, type PumpEvent, type RefillStatus } from '@cisterna/contract';
import { foldHistory, pumpColumns, pumpView, type PumpState } from '@cisterna/domain';
import fc from 'fast-check';
import type { ReadModel } from '../read-model.ts';
import { TestDatabase } from '../testing/database.fixture.ts';
import { hour, newYear, pump, telemetry, TestPartition } from '../testing/rows.fixture.ts';
import { listPumps, type PumpFilter } from './list-pumps.ts';

const day = 24 * hour;
const deliveryStates: readonly DeliveryState[] = ['delivering', 'not-delivering', 'unknown'];
const refillStatuses: readonly RefillStatus[] = ['ok', 'due-soon', 'due', 'overdue', 'unknown'];

const frame = (pumpId: string, seq: number, at: number) => ({
  pumpId,
  boot: 1,
  seq,
  entry: 0,
  at,
  clinicId: null,
  receivedAt: at + 1000,
});

const registered = (pumpId: string, seq: number): PumpEvent => ({
  ...frame(pumpId, seq, newYear),
  type: 'pump.registered.v1',
  data: {
    clinicId: 'C-1',
    model: 'M',
    serial: pumpId,
    reservoirCapacityNl: nanolitres(40_000_000),
    lowReservoirNl: nanolitres(2_000_000),
    drugs: [{ code: 'baclofen', concentrationMicrogramsPerMl: 500 }],
    reportIntervalSeconds: seconds(3600),
    sensors: { reservoir: false, catheterPressure: false },
  },
});

const refilled = (pumpId: string, seq: number): PumpEvent => ({
  ...frame(pumpId, seq, newYear + hour),
  type: 'reservoir.refilled.v1',
  data: { aspiratedNl: nanolitres(0), filledNl: nanolitres(40_000_000) },
});

const reported = (pumpId: string, seq: number, deliveredNl: number): PumpEvent => ({
  ...frame(pumpId, seq, newYear + seq * hour),
  type: 'delivery.reported.v1',
  data: {
    periodStart: '2025-01-01T00:00:00Z',
    periodSeconds: seconds(3600),
    programmedNl: nanolitres(20_000),
    deliveredNl: nanolitres(deliveredNl),
    reservoirSensedNl: null,
    catheterPressure: null,
  },
});

const histories: PumpEvent[][] = [
  [registered('P-new', 1)],
  [registered('P-unfilled', 1), reported('P-unfilled', 2, 20_000)],
  [registered('P-well', 1), refilled('P-well', 2), reported('P-well', 3, 20_000)],
  [registered('P-stopped', 1), refilled('P-stopped', 2), reported('P-stopped', 3, 0)],
  [refilled('P-unknown', 1), reported('P-unknown', 2, 20_000)],
];
const states: PumpState[] = histories.map(history => foldHistory(null, history[0]?.pumpId ?? '', history).state);

let database: TestDatabase;
let model: ReadModel;
beforeAll(async () => {
  database = await TestDatabase.start();
  model = await database.open();
  const owner = await TestPartition.open(model);
  await owner.write({ pumps: states.map(state => pump({ ...pumpColumns(state), pumpId: state.pumpId })) });
});
afterAll(async () => {
  await database.stop();
});

/** Each pump with the value that a list filtered by it has. */
const judgedInSql = async (now: number, filters: readonly (PumpFilter & { readonly name: string })[]) => {
  const found = new Map<string, string>();
  for (const { name, ...filter } of filters) {
    const judgedAt = { topic: telemetry, now };
    const { items } = await listPumps(model, { judgedAt, filter, sort: 'id', limit: 500, cursor: null });
    for (const { pumpId } of items) found.set(pumpId, name);
  }
  return found;
};

it('judges in SQL as the domain’s view does, at any time and however far the partition was read', async () => {
  const columns = states.map(pumpColumns);
  const edges = columns
    .flatMap(({ silentAt, refillBy }) => [silentAt, refillBy, (refillBy ?? 0) - 3 * day, (refillBy ?? 0) - 7 * day])
    .filter(edge => edge !== null && edge > newYear) as number[];
  const moment = fc.tuple(fc.constantFrom(...edges), fc.constantFrom(-1, 0, 1, hour)).map(([edge, off]) => edge + off);
  await fc.assert(
    fc.asyncProperty(moment, moment, async (now, readThrough) => {
      await model.dataSource.query('update partition set clock_ms = $1', [readThrough]);
      const delivery = await judgedInSql(
        now,
        deliveryStates.map(name => ({ name, deliveryStates: [name] })),
      );
      const refill = await judgedInSql(
        now,
        refillStatuses.map(name => ({ name, refillStatuses: [name] })),
      );
      const alerts = { open: 0, unacknowledged: 0, highestPriority: null };
      for (const state of states) {
        const view = pumpView(state, { now, readThrough, alerts });
        expect([state.pumpId, delivery.get(state.pumpId)]).toEqual([state.pumpId, view.deliveryState]);
        expect([state.pumpId, refill.get(state.pumpId)]).toEqual([state.pumpId, view.refill.status]);
      }
    }),
    { numRuns: 80 },
  );
});
