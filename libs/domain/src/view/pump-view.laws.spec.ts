import fc from 'fast-check';
import Compile from 'typebox/compile';
import { schemas, type EventType, type PumpEvent } from '@cisterna/contract';
import { anyFact } from '../../../contract/testing/event.arbitrary.ts';
import { clockAlone } from '../alerts/deadlines/occasion.ts';
import { decideCalendar, emptyCalendar } from '../alerts/calendar.ts';
import { foldHistory } from '../history/fold-history.ts';
import type { PumpState } from '../pump/pump-state.ts';
import { parsePump, serialisePump } from '../pump/stored-pump.ts';
import { history } from '../testing/histories.ts';
import { keyOf, Projection } from '../testing/projection.ts';
import { pumpColumns } from './pump-columns.ts';
import { judgedSummary, pumpReading } from './pump-reading.ts';
import { pumpSummary, pumpView, silentAt } from './pump-view.ts';

const types: readonly EventType[] = [
  'pump.registered.v1',
  'pump.booted.v1',
  'therapy.programmed.v1',
  'delivery.reported.v1',
  'delivery.reported.v1',
  'reservoir.refilled.v1',
  'alarm.raised.v1',
  'alarm.cleared.v1',
  'annotation.recorded.v1',
  'catheter.examined.v1',
  'catheter.revised.v1',
  'record.voided.v1',
  'pump.explanted.v1',
];

/** Any sound events at all, of one pump: every volume, time and place that the contract takes. */
const anyHistory: fc.Arbitrary<readonly PumpEvent[]> = fc
  .array(fc.constantFrom(...types).chain(anyFact), { minLength: 1, maxLength: 25, size: 'max' })
  .map(facts => facts.map(fact => ({ ...fact, pumpId: 'P-1', receivedAt: fact.at + 1000 })))
  .map(events => [...new Map(events.map(e => [keyOf(e), e])).values()]);

const alerts = { open: 0, unacknowledged: 0, highestPriority: null };
const judgedAt = (now: number) => ({ now, readThrough: now, alerts });

/** What JSON would lose or change. */
const unwritable = (value: unknown): boolean => {
  if (typeof value === 'number') return !Number.isFinite(value);
  if (typeof value === 'object' && value !== null) return Object.values(value).some(unwritable);
  return value === undefined || typeof value === 'function' || typeof value === 'bigint';
};

const sound = { view: Compile(schemas.PumpView), summary: Compile(schemas.PumpSummary), alert: Compile(schemas.Alert) };

const faults = (name: keyof typeof sound, value: unknown): unknown =>
  sound[name].Check(value) ? [] : sound[name].Errors(value);

const checkViews = (state: PumpState): void => {
  const view = pumpView(state, judgedAt((state.last?.at ?? 0) + 5_000_000));
  const summary = pumpSummary(view);
  expect(faults('view', view)).toEqual([]);
  expect(faults('summary', summary)).toEqual([]);
  expect([view, summary, pumpColumns(state)].some(unwritable)).toBe(false);
};

const largest = 2n ** 63n;

describe('whatever the history', () => {
  it('its views are what the contract says, without anything that JSON can’t write', () => {
    fc.assert(
      fc.property(history(), events => {
        checkViews(foldHistory(null, 'P-1', events).state);
      }),
    );
  });

  it('of any sound events, the fold, its alerts and its views are there, and fit their columns', () => {
    fc.assert(
      fc.property(anyHistory, events => {
        const projection = new Projection().take(events);
        checkViews(projection.state);
        for (const view of projection.views) expect(faults('alert', view)).toEqual([]);
        const { silentAt, refillBy } = pumpColumns(projection.state);
        const occasion = clockAlone(projection.state, projection.state.last?.at ?? 0);
        const { dueAt } = decideCalendar(projection.state, emptyCalendar, occasion);
        for (const at of [silentAt, refillBy, dueAt])
          expect(at === null || (Number.isSafeInteger(at) && BigInt(at) < largest)).toBe(true);
        expect(parsePump(serialisePump(projection.state))).toEqual(projection.state);
      }),
      { numRuns: 300 },
    );
  });

  it('a reading judged later is the summary judged at once', () => {
    fc.assert(
      fc.property(
        fc.oneof(history(), anyHistory),
        fc.integer({ min: -1000, max: 9000 }),
        fc.integer({ min: -9, max: 9 }),
        (events, hours, behind) => {
          const { state } = foldHistory(null, 'P-1', events);
          const now = (state.last?.at ?? 0) + hours * 3_600_000;
          const judgement = {
            now,
            readThrough: now - behind * 3_600_000,
            silentAt: silentAt(state),
            alerts: { ...alerts, open: 1 },
          };
          expect(judgedSummary(pumpReading(state), judgement)).toEqual(pumpSummary(pumpView(state, judgement)));
        },
      ),
    );
  });

  it('the calendar decides nothing the second time', () => {
    fc.assert(
      fc.property(fc.oneof(history(), anyHistory), fc.integer({ min: -1000, max: 9000 }), (events, hours) => {
        const { state } = foldHistory(null, 'P-1', events);
        const now = (state.last?.at ?? 0) + hours * 3_600_000;
        const occasion = clockAlone(state, now);
        const first = decideCalendar(state, emptyCalendar, occasion);
        expect(decideCalendar(state, first.calendar, occasion)).toEqual({ ...first, transitions: [] });
        expect(first.dueAt === null || first.dueAt > now).toBe(true);
      }),
    );
  });
});
