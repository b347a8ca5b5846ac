import type { PumpState } from '../pump/pump-state.ts';
import { atHour, explantation, registration } from '../testing/facts.ts';
import { folded, Projection } from '../testing/projection.ts';
import { written } from '../testing/written.ts';
import { emptyCalendar, type Calendar } from './calendar.ts';
import { decideRejected, type Arrival } from './rejected.ts';
import { settleAlerts } from './settle.ts';

const known = folded(registration());
const rejected = (offset: number, over: Partial<Extract<Arrival, { kind: 'rejected' }>> = {}): Arrival => ({
  kind: 'rejected',
  receivedAt: atHour(offset),
  place: `3.${offset}`,
  code: 'invalid-data',
  detail: '/data is missing',
  alarm: false,
  ...over,
});
const taken = (offset: number): Arrival => ({ kind: 'taken', receivedAt: atHour(offset) });
const decided = (arrivals: readonly Arrival[], calendar: Calendar = emptyCalendar, pump: PumpState = known) =>
  decideRejected(pump, calendar, arrivals);
const told = (...arrivals: readonly Arrival[]): readonly string[] =>
  decided(arrivals).transitions.map(t => `${t.change} ${t.episode.id.split(':')[2] ?? ''} ${t.episode.priority}`);

describe('records-rejected', () => {
  it('is raised by the first record that was set aside, with its place as id, and says why', () => {
    const { transitions, calendar } = decided([rejected(7)]);
    expect(transitions).toEqual([
      { change: 'raised', episode: calendar.rejected, at: atHour(7), receivedAt: atHour(7) },
    ]);
    expect(calendar.rejected).toMatchObject({
      id: 'P-1:records-rejected:3.7',
      kind: 'records-rejected',
      opened: null,
      onsetAt: atHour(7),
      priority: 'medium',
    });
    expect(calendar.rejected?.evidence).toMatchObject([
      {
        kind: 'invalid-data',
        text: 'Record 3.7 of 2026-01-01T07:00:00Z was rejected (invalid-data): /data is missing',
      },
    ]);
  });

  it('is one for several, and over with the next record that is taken', () => {
    expect(told(rejected(7), rejected(8), taken(9))).toEqual(['raised 3.7 medium', 'ended 3.7 medium']);
    expect(told(rejected(7), taken(8), taken(9), rejected(10))).toEqual([
      'raised 3.7 medium',
      'ended 3.7 medium',
      'raised 3.10 medium',
    ]);
    expect(told(taken(7))).toEqual([]);
  });

  it('is as urgent as the drug where an alarm was rejected, and rises to that', () => {
    expect(told(rejected(7, { alarm: true }))).toEqual(['raised 3.7 high']);
    expect(told(rejected(7), rejected(8, { alarm: true }), rejected(9, { alarm: true }))).toEqual([
      'raised 3.7 medium',
      'updated 3.7 high',
    ]);
    expect(decided([rejected(7), rejected(8, { alarm: true })]).calendar.rejected?.evidence).toHaveLength(2);
  });

  it('never falls', () => {
    expect(told(rejected(7, { alarm: true }), rejected(8))).toEqual(['raised 3.7 high']);
  });

  it('keeps a long detail short', () => {
    expect(decided([rejected(7, { detail: 'x'.repeat(9000) })]).calendar.rejected?.evidence[0]?.text).toHaveLength(500);
  });

  it('goes on from batch to batch', () => {
    const { calendar } = decided([rejected(7)]);
    expect(decided([taken(8)], calendar).calendar).toEqual(emptyCalendar);
    expect(decided([rejected(8)], calendar)).toEqual({ calendar, transitions: [] });
  });

  it('changes nothing when it is decided twice', () => {
    const projection = new Projection().take(written(registration()));
    const settled = (arrivals: readonly Arrival[], calendar: Calendar): Calendar => {
      const next = decided(arrivals, calendar);
      const common = { pump: known, refoldedFrom: null, lifted: null, decidedAt: (at: number | null) => at ?? 0 };
      projection.steps.push(
        ...settleAlerts({ ...common, transitions: next.transitions, stored: [...projection.alerts.values()] }),
      );
      for (const { record } of projection.steps) projection.alerts.set(record.view.id, record);
      return next.calendar;
    };
    const arrivals = [taken(6), rejected(7), rejected(8, { alarm: true })];
    const calendar = settled(arrivals, emptyCalendar);
    const steps = projection.steps.length;
    expect(settled(arrivals.slice(1), calendar)).toEqual(calendar);
    expect(projection.steps).toHaveLength(steps);
  });
});

describe('a pump without alerts', () => {
  it('has none for what is rejected', () => {
    expect(decided([rejected(7)], emptyCalendar, folded())).toEqual({ calendar: emptyCalendar, transitions: [] });
    expect(decided([rejected(7)], emptyCalendar, folded(registration(), explantation()))).toEqual({
      calendar: emptyCalendar,
      transitions: [],
    });
  });

  it('ends the one it had with the event that made it so', () => {
    const { calendar } = decided([rejected(7)]);
    const after = decided([taken(8)], calendar, folded(registration(), explantation()));
    expect([after.transitions.map(t => t.change), after.calendar.rejected]).toEqual([['ended'], null]);
  });
});
