import { formatTime, type EpochMs } from '@cisterna/contract';
import { atHour, explantation, mL, programme, refill, registration } from '../../testing/facts.ts';
import { folded } from '../../testing/projection.ts';
import { wait, type Line } from '../../testing/written.ts';
import type { Episode } from '../episode.ts';
import { decideDrugExpiry } from './drug-expiry.ts';
import { clockAlone, type PartDecision } from './occasion.ts';

const days = (count: number): EpochMs => atHour(24 * count);
const expiring = (day: number): Line => refill(0, 20 * mL, { drugExpiresAt: formatTime(days(day)) });
const known = [registration(), expiring(30)];
const asked = (
  now: EpochMs,
  lines: readonly Line[] = known,
  part: Episode | null = null,
): PartDecision<Episode | null> => decideDrugExpiry(folded(...lines), part, clockAlone(folded(...lines), now));
const told = ({ transitions }: PartDecision<Episode | null>): readonly string[] =>
  transitions.map(t => `${t.change} ${t.episode.priority} ${formatTime(t.receivedAt)}`);

describe('drug-expiry', () => {
  it('is low from seven days before the date on, and medium once it is past', () => {
    expect(asked(days(23) - 1)).toEqual({ part: null, transitions: [], dueAt: days(23) });
    const low = asked(days(23));
    expect(told(low)).toEqual(['raised low 2026-01-24T00:00:00Z']);
    expect(low.part).toMatchObject({ id: 'P-1:drug-expiry:1:2:0', opened: null, onsetAt: days(23) });
    expect(told(asked(days(30), known, low.part))).toEqual([]);
    const medium = asked(days(30) + 1, known, low.part);
    expect([told(medium), medium.dueAt]).toEqual([['updated medium 2026-01-31T00:00:00.001Z'], null]);
    expect(asked(days(31), known, medium.part).transitions).toEqual([]);
  });

  it('is a duplicate of refill-due while the refill date comes from it, and only so long', () => {
    const { part } = asked(days(23));
    expect(part?.duplicateOf).toBe('P-1:refill-due:1:2:0');
    const emptying = [...known, wait(24 * 22), programme(400_000)];
    const alone = asked(days(24), emptying, part);
    expect(told(alone)).toEqual(['updated low 2026-01-23T03:00:01Z']);
    expect(alone.part).not.toHaveProperty('duplicateOf');
    expect(asked(days(24), emptying, alone.part).transitions).toEqual([]);
  });

  it('ends with the refill and with the pump; a new fill has its own', () => {
    const { part } = asked(days(25));
    const refilled = asked(days(26), [...known, wait(24 * 25), expiring(32)], part);
    expect(told(refilled)).toEqual(['ended low 2026-01-26T03:00:01Z', 'raised low 2026-01-26T03:00:00Z']);
    expect(refilled.part?.id).toBe('P-1:drug-expiry:1:3:0');
    expect(told(asked(days(26), [...known, wait(24 * 25), explantation()], part))).toEqual([
      'ended low 2026-01-26T03:00:01Z',
    ]);
  });

  it('is nothing to a fill without a date, or a pump that nobody registered', () => {
    expect(asked(days(999), [registration(), refill(0, mL)])).toEqual({ part: null, transitions: [], dueAt: null });
    expect(asked(days(999), [expiring(30)])).toEqual({ part: null, transitions: [], dueAt: null });
  });
});
