import type { PumpView } from '@cisterna/contract';
import { alarm, atHour, examination, mL, programme, refill, registration, report } from '../testing/facts.ts';
import { folded } from '../testing/projection.ts';
import { inBoot, lost, record, restart, times, wait, type Line } from '../testing/written.ts';
import { missingGaps, pumpSummary, pumpView, type Judgement } from './pump-view.ts';

const alerts = { open: 2, unacknowledged: 1, highestPriority: 'high' as const };
const judgement = (over: Partial<Judgement> = {}): Judgement => ({
  now: atHour(4),
  readThrough: atHour(4),
  alerts,
  ...over,
});
const viewOf = (...lines: readonly Line[]): PumpView => pumpView(folded(...lines), judgement());
const known = [registration(), programme(10_000), refill(1 * mL, 18 * mL), report(9000)];

describe('the view of a pump', () => {
  it('says all that is known, as the contract has it', () => {
    const view = viewOf(...known);
    expect(Object.keys(view)).toEqual([
      'id',
      'clinicId',
      'registration',
      'therapy',
      'deliveryState',
      'reservoir',
      'refill',
      'catheter',
      'mechanism',
      'completeness',
      'connectivity',
      'alerts',
      'asOf',
      'version',
    ]);
    expect(view).toMatchObject({
      id: 'P-1',
      clinicId: 'north',
      deliveryState: 'delivering',
      alerts,
      asOf: '2026-01-01T04:00:00Z',
      version: 4,
    });
    expect(view.registration?.serial).toBe('S1');
    expect(view.therapy).toEqual({
      mode: 'continuous',
      segments: [{ startMinute: 0, rateNlPerHour: 10_000 }],
      patientBolus: null,
      since: '2026-01-01T02:00:00Z',
    });
    expect(view.mechanism).toEqual({
      motor: 'running',
      stalledSince: null,
      stallCount: 0,
      battery: 'ok',
      openDeviceAlarms: [],
    });
    expect(view.connectivity).toEqual({
      lastReceivedAt: '2026-01-01T04:00:01Z',
      lastEventAt: '2026-01-01T04:00:00Z',
      clockSkewSeconds: -1,
      silent: false,
    });
    expect(view.completeness).toEqual({
      completeThrough: { boot: 1, seq: 4, time: '2026-01-01T04:00:00Z' },
      gaps: [],
      missing: 0,
    });
  });

  it('of one that nobody registered has no clinic, and everything else', () => {
    const view = viewOf(...known.slice(1));
    expect([view.clinicId, view.registration]).toEqual([null, null]);
    expect(view.reservoir).toMatchObject({
      capacityNl: null,
      lowReservoirNl: null,
      filledNl: 18 * mL,
      computedLevelNl: 17_991_000,
    });
  });

  it('is as of the moment asked for, else of the last event', () => {
    expect(pumpView(folded(...known), judgement({ asOf: atHour(9) })).asOf).toBe('2026-01-01T09:00:00Z');
  });

  it('lists open device alarms and a stall', () => {
    const { mechanism, deliveryState } = viewOf(...known, alarm('motor-stall'), alarm('end-of-service'));
    expect(mechanism).toEqual({
      motor: 'stalled',
      stalledSince: '2026-01-01T05:00:00Z',
      stallCount: 1,
      battery: 'end-of-service',
      openDeviceAlarms: ['end-of-service', 'motor-stall'],
    });
    expect(deliveryState).toBe('not-delivering');
  });

  it('names a record as the last event, but no place of the count', () => {
    const { completeness, version } = viewOf(...known, record(examination('patent')));
    expect([completeness.completeThrough?.seq, version]).toEqual([4, 5]);
  });
});

describe('the gaps of a view', () => {
  it('are those from the start of the history on, all counted', () => {
    const { completeness } = viewOf(
      registration({ historyStartsAt: { boot: 1, seq: 3 } }),
      lost(4),
      report(1),
      inBoot(5),
      report(1),
    );
    expect(completeness).toEqual({
      completeThrough: null,
      gaps: [
        { boot: 1, from: 3, to: 5 },
        { boot: 2, from: 1, to: 1, toBoot: 4 },
      ],
      missing: 6,
    });
  });

  it('are listed up to a thousand, but all counted', () => {
    const { completeness } = viewOf(...times(1100, lost()).flatMap(line => [line, report(1)]));
    expect([completeness.gaps.length, completeness.missing]).toEqual([1000, 1100]);
    expect(completeness.gaps.at(-1)).toEqual({ boot: 1, from: 1999, to: 1999 });
  });

  it('are the same object when nothing is clipped', () => {
    const state = folded(report(1), lost(), report(1));
    expect(missingGaps(state)).toBe(state.completeness.gaps);
  });
});

describe('the last reconciliation', () => {
  const cycle = [registration(), refill(0, 18 * mL), lost(2), report(4 * mL), refill(13 * mL, 18 * mL)];

  it('is read with what is missing in its cycle', () => {
    expect(viewOf(...cycle).reservoir.lastReconciliation).toEqual({
      at: '2026-01-01T06:00:00Z',
      aspiratedNl: 13 * mL,
      expectedNl: 14 * mL,
      discrepancyNl: -1 * mL,
      limitNl: 2 * mL,
      withinLimit: true,
      deliveredNl: 4 * mL,
      deliveryRatio: 1.25,
      complete: false,
    });
  });

  it('is not made incomplete by what is missing behind it', () => {
    const complete = [refill(0, 18 * mL), report(4 * mL), refill(14 * mL, 18 * mL)];
    expect(viewOf(...complete, lost(9), report(1)).reservoir.lastReconciliation?.complete).toBe(true);
    expect(viewOf(...complete, restart({ previousLastSeq: 99 })).reservoir.lastReconciliation?.complete).toBe(true);
  });

  it('is none before the second refill', () => {
    expect(viewOf(...known).reservoir.lastReconciliation).toBeNull();
  });
});

describe('the summary of a pump', () => {
  it('is the view without therapy, last reconciliation, evidence and gap list', () => {
    const view = viewOf(...known, lost(), report(1), refill(0, 18 * mL), record(examination('occluded')), wait(1));
    const { therapy, reservoir, catheter, completeness, ...rest } = view;
    const { lastReconciliation, ...levels } = reservoir;
    const { evidence, ...suspicion } = catheter;
    const { gaps, ...count } = completeness;
    expect([therapy === null, lastReconciliation === null, evidence.length, gaps.length]).toEqual([false, false, 1, 1]);
    expect(pumpSummary(view)).toEqual({ ...rest, reservoir: levels, catheter: suspicion, completeness: count });
  });
});
