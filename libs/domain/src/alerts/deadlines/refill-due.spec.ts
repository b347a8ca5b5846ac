import { formatTime, type EpochMs } from '@cisterna/contract';
import {
  alarm,
  atHour,
  explantation,
  mL,
  programme,
  refill,
  registration,
  report,
  voiding,
} from '../../testing/facts.ts';
import { folded } from '../../testing/projection.ts';
import { record, restart, wait, type Line } from '../../testing/written.ts';
import { clockAlone, type PartDecision } from './occasion.ts';
import { decideRefillDue, type RefillDue } from './refill-due.ts';

const days = (count: number): EpochMs => atHour(24 * count);
const none: RefillDue = { episode: null, fill: null };
/** Filled on day 0 with a drug that expires on day 30. */
const known = [registration(), refill(0, 20 * mL, { drugExpiresAt: formatTime(days(30)) })];
const asked = (now: EpochMs, lines: readonly Line[] = known, part: RefillDue = none): PartDecision<RefillDue> =>
  decideRefillDue(folded(...lines), part, clockAlone(folded(...lines), now));
const told = ({ transitions }: PartDecision<RefillDue>): readonly string[] =>
  transitions.map(t => `${t.change} ${t.episode.priority} ${formatTime(t.receivedAt)}`);

describe('refill-due', () => {
  it('is not there more than seven days before the date; the clock must come back then', () => {
    expect(asked(days(23) - 1)).toEqual({ part: none, transitions: [], dueAt: days(23) });
  });

  it('is low from seven days before on, with the fill’s id and the due time', () => {
    const { transitions, part, dueAt } = asked(days(23));
    expect(transitions).toEqual([{ change: 'raised', episode: part.episode, at: days(23), receivedAt: days(23) }]);
    expect(part.episode).toMatchObject({
      id: 'P-1:refill-due:1:2:0',
      opened: null,
      onsetAt: days(23),
      priority: 'low',
      provisional: false,
    });
    expect(part.episode?.evidence.map(e => e.text)).toEqual(['Refill by 2026-01-31T00:00:00Z (drug-expiry).']);
    expect(dueAt).toBe(days(27));
  });

  it('rises to medium three days before, and to high once the date is past, not at the date itself', () => {
    const low = asked(days(23));
    const medium = asked(days(27), known, low.part);
    expect(told(medium)).toEqual(['updated medium 2026-01-28T00:00:00Z']);
    expect(medium.dueAt).toBe(days(30) + 1);
    expect(told(asked(days(30), known, medium.part))).toEqual([]);
    const high = asked(days(30) + 1, known, medium.part);
    expect(told(high)).toEqual(['updated high 2026-01-31T00:00:00.001Z']);
    expect([high.part.episode?.onsetAt, high.dueAt]).toEqual([days(23), null]);
  });

  it('tells the steps that were passed over, each at its due time', () => {
    expect(told(asked(days(300)))).toEqual([
      'raised low 2026-01-24T00:00:00Z',
      'updated medium 2026-01-28T00:00:00Z',
      'updated high 2026-01-31T00:00:00.001Z',
    ]);
  });

  it('decides nothing when it is asked again', () => {
    for (const now of [days(0), days(23), days(28), days(31)]) {
      const { part, dueAt } = asked(now);
      expect(asked(now, known, part)).toEqual({ part, transitions: [], dueAt });
    }
  });

  it('never falls, also where the date moves away', () => {
    const emptying = [...known, programme(40_000)];
    const { part } = asked(days(12), emptying);
    const later = asked(days(12), [...emptying, alarm('motor-stall')], part);
    expect([later.transitions, later.part.episode?.priority, later.dueAt]).toEqual([[], 'low', days(23)]);
  });

  it('ends with the refill, at its receipt, and the new fill has its own', () => {
    const { part } = asked(days(28));
    const after = asked(
      days(29),
      [...known, wait(24 * 28), refill(0, mL, { drugExpiresAt: formatTime(days(33)) })],
      part,
    );
    expect(told(after)).toEqual(['ended medium 2026-01-29T03:00:01Z', 'raised low 2026-01-29T03:00:00Z']);
    expect(after.transitions.map(t => t.episode.id)).toEqual(['P-1:refill-due:1:2:0', 'P-1:refill-due:1:3:0']);
    expect(after.part.fill).toEqual({ boot: 1, seq: 3, entry: 0 });
  });

  it('was not due before its fill, though the date lay so near', () => {
    const { transitions } = asked(days(9), [
      registration(),
      wait(24 * 8),
      refill(0, mL, { drugExpiresAt: formatTime(days(10)) }),
    ]);
    expect(transitions.map(t => [t.episode.priority, formatTime(t.at), formatTime(t.receivedAt)])).toEqual([
      ['low', '2026-01-04T00:00:00Z', '2026-01-09T02:00:00Z'],
      ['medium', '2026-01-08T00:00:00Z', '2026-01-09T02:00:00Z'],
    ]);
  });

  it('counts from the registration’s receipt where that came late', () => {
    const lines = [...known.slice(1), wait(24 * 40), registration()];
    expect(told(asked(days(40), lines))).toEqual([
      'raised low 2026-02-10T00:00:00Z',
      'updated medium 2026-02-10T00:00:00Z',
      'updated high 2026-02-10T00:00:00Z',
    ]);
  });

  it('is provisional where events are missing', () => {
    const lines = [...known, restart({ previousLastSeq: 9 })];
    expect(asked(days(23), lines).part.episode?.provisional).toBe(true);
  });

  it('takes a date from before the part too', () => {
    const [first] = asked(days(1), [
      registration(),
      refill(0, mL, { drugExpiresAt: '0000-01-01T00:00:00Z' }),
    ]).transitions;
    expect(formatTime(first?.episode.onsetAt ?? 0)).toBe('0000-01-01T00:00:00Z');
  });
});

describe('a pump without alerts', () => {
  it('is watched all the same, for its status changes, if nobody registered it', () => {
    expect(asked(days(25), known.slice(1))).toEqual({ part: none, transitions: [], dueAt: days(27) });
  });

  it('loses what was due when it is explanted or its registration is taken back', () => {
    const { part } = asked(days(25));
    expect(told(asked(days(25), [...known, explantation()], part))).toEqual(['ended low 2026-01-01T03:00:01Z']);
    const lines = [refill(0, 20 * mL, { drugExpiresAt: formatTime(days(30)) }), record(registration())];
    const before = asked(days(25), lines);
    const taken = asked(days(25), [...lines, record(voiding({ boot: 1, seq: 1, entry: 1 }))], before.part);
    expect([told(taken), taken.part.episode]).toEqual([['ended low 2026-01-01T01:00:01Z'], null]);
  });

  it('is not waited for before its first refill', () => {
    expect(asked(days(999), [registration(), report(5)])).toEqual({
      part: none,
      transitions: [],
      dueAt: null,
    });
  });
});
