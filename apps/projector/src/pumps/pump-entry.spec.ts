import type { PumpEvent } from '@cisterna/contract';
import { alertRulesWith, defaultAlertRules, emptyCalendar, foldHistory, type PumpState, serialisePump } from '@cisterna/domain';
import { arrived, atHour, registration, report, wallTime } from '../testing/telemetry.ts';
import { afterWrite, baseBefore, newEntry, storedEntry, withBase, type PumpEntry } from './pump-entry.ts';
import { decidedAt, streamTime } from './service-time.ts';

const history: readonly PumpEvent[] = [
  registration({ seq: 1 }),
  ...Array.from({ length: 299 }, (_, i) => report(1, { seq: i + 2 })),
].map(e => arrived(e).event);
/** The pump after so many of its events. */
const after = (count: number): PumpState => foldHistory(null, 'P-1', history.slice(0, count)).state;
const entry = (...bases: readonly number[]): PumpEntry => ({ ...newEntry('P-1'), bases: bases.map(after) });
const versions = (bases: readonly PumpState[]): readonly number[] => bases.map(b => b.version);

const night = alertRulesWith({ rules: { 'pump-silent': { priority: 'low' } } });

describe('an entry', () => {
  it('of a pump nobody heard of is empty and has no row', () => {
    expect(newEntry('P-9')).toMatchObject({
      revision: 0,
      calendar: emptyCalendar,
      bases: [],
      state: { pumpId: 'P-9', version: 0 },
    });
  });

  it('of a stored pump is what the row says, and its own first base', () => {
    const state = after(3);
    const row = {
      pumpId: 'P-1',
      partition: 2,
      revision: 5,
      clinicId: 'north',
      silentAt: null,
      dueAt: 7,
      state: serialisePump(state),
      calendar: JSON.stringify({ ...emptyCalendar, lifted: 'x' }),
    };
    expect(storedEntry(row)).toEqual({
      state,
      revision: 5,
      calendar: { ...emptyCalendar, lifted: 'x' },
      dueAt: 7,
      bases: [state],
      rules: defaultAlertRules,
      ruledBefore: defaultAlertRules,
    });
  });

  it('after its write has one more revision and what was folded', () => {
    const folded = {
      state: after(3),
      calendar: emptyCalendar,
      dueAt: 9,
      bases: [after(2)],
      before: { ...newEntry('P-1'), revision: 4, rules: night },
    };
    expect(afterWrite(folded)).toEqual({
      state: folded.state,
      calendar: emptyCalendar,
      dueAt: 9,
      bases: folded.bases,
      revision: 5,
      rules: night,
      ruledBefore: night,
    });
  });
});

describe('the bases of an entry', () => {
  it('begin with the first state', () => {
    expect(versions(withBase(entry(), after(7)))).toEqual([7]);
  });

  it('get another one after every so many events, and the oldest goes', () => {
    expect(versions(withBase(entry(7), after(70)))).toEqual([7]);
    expect(versions(withBase(entry(7), after(71)))).toEqual([7, 71]);
    expect(versions(withBase(entry(7, 71), after(300)))).toEqual([71, 300]);
  });

  it('serve a late event by the newest that lies strictly before it', () => {
    const bases = entry(7, 71);
    const place = (seq: number) => baseBefore(bases, { boot: 1, seq, entry: 0 })?.version;
    expect([place(7), place(8), place(71), place(72)]).toEqual([undefined, 7, 7, 71]);
    expect(baseBefore(bases, { boot: 1, seq: 7, entry: 1 })?.version).toBe(7);
    expect(baseBefore({ ...bases, bases: [newEntry('P-1').state] }, { boot: 9, seq: 1, entry: 0 })).toBeUndefined();
  });
});

describe('the time of a decision', () => {
  it('is now by the wall, and the receipt, or now, by the stream', () => {
    const wall = decidedAt(wallTime(atHour(5)));
    const stream = decidedAt(streamTime(0, atHour(5)));
    expect([wall(atHour(3)), wall(null), stream(atHour(3)), stream(null)]).toEqual([
      atHour(5),
      atHour(5),
      atHour(3),
      atHour(5),
    ]);
  });
});
