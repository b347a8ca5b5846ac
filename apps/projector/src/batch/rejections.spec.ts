import type { Rejected } from '@cisterna/contract';
import { foldPump, type FoldedPump } from '../pumps/fold-pump.ts';
import { newEntry } from '../pumps/pump-entry.ts';
import { alarm, arrived, atHour, logged, registration, report, wallTime } from '../testing/telemetry.ts';
import type { Arrived, Refused } from './intake.ts';
import { refusedByPump, takenOf, withRejections } from './rejections.ts';

const refused = (offset: number, over: Partial<Rejected> = {}): Refused => ({
  record: logged('{', offset, { receivedAt: atHour(offset) }),
  why: {
    ok: false,
    code: 'invalid-data',
    detail: '/data is missing',
    pumpId: 'P-1',
    pumpIds: ['P-1'],
    type: 'delivery.reported.v1',
    ...over,
  },
});
const known = [arrived(registration({ seq: 1 }), 1), arrived(report(1, { seq: 2 }), 2)];
const folded = (fresh: readonly Arrived[]): FoldedPump =>
  foldPump(
    newEntry('P-1'),
    fresh.map(a => a.event),
    wallTime(atHour(9)),
  );
const after = (pump: FoldedPump, fresh: readonly Arrived[], ...letters: readonly Refused[]): FoldedPump =>
  withRejections(pump, takenOf(fresh), refusedByPump(3, letters).get('P-1') ?? []);
const told = ({ transitions }: FoldedPump): readonly string[] =>
  transitions.map(t => `${t.change} ${t.episode.id} ${t.episode.priority}`);

describe('refused records', () => {
  it('speak of each pump that key or subject names, with their place in the log', () => {
    const pumps = refusedByPump(3, [refused(7, { pumpIds: ['P-1', 'P-2'] }), refused(8), refused(9, { pumpIds: [] })]);
    expect([...pumps].map(([id, arrivals]) => [id, arrivals.map(a => a.offset)])).toEqual([
      ['P-1', [7n, 8n]],
      ['P-2', [7n]],
    ]);
    expect(pumps.get('P-2')).toEqual([
      {
        kind: 'rejected',
        receivedAt: atHour(7),
        place: '3.7',
        code: 'invalid-data',
        detail: '/data is missing',
        alarm: false,
        offset: 7n,
      },
    ]);
  });

  it('are alarms where they were meant as one, of whatever version', () => {
    const types = ['alarm.raised.v1', 'alarm.raised.v9', 'alarm.cleared.v1', null];
    const arrivals =
      refusedByPump(
        3,
        types.map((type, i) => refused(i, { type })),
      ).get('P-1') ?? [];
    expect(arrivals.map(a => a.kind === 'rejected' && a.alarm)).toEqual([true, true, false, false]);
  });
});

describe('a pump with refused records', () => {
  it('gets its alert, in its clinic’s words', () => {
    expect(told(after(folded(known), known, refused(5)))).toEqual(['raised P-1:records-rejected:3.5 medium']);
  });

  it('has them told in log order with what was taken', () => {
    const fresh = [...known, arrived(alarm('memory-error', { seq: 3 }), 6)];
    expect(told(after(folded(fresh), fresh, refused(5), refused(8, { type: 'alarm.raised.v1' })))).toEqual([
      'raised P-1:device-fault:1:3:0 low',
      'raised P-1:records-rejected:3.5 medium',
      'ended P-1:records-rejected:3.5 medium',
      'raised P-1:records-rejected:3.8 high',
    ]);
  });

  it('is over it with the next event that is taken', () => {
    const open = after(folded(known), known, refused(5));
    const next = [arrived(report(1, { seq: 3 }), 6)];
    const over = after({ ...folded(known), calendar: open.calendar, transitions: [] }, next);
    expect([told(over), over.calendar.rejected]).toEqual([['ended P-1:records-rejected:3.5 medium'], null]);
  });

  it('stays as it is where nothing was refused and nothing is open', () => {
    const pump = folded(known);
    expect(after(pump, known)).toBe(pump);
  });
});
