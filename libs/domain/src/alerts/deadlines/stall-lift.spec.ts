import type { EpochMs } from '@cisterna/contract';
import type { PumpState } from '../../pump/pump-state.ts';
import { alarm, atHour, mri, registration } from '../../testing/facts.ts';
import { folded } from '../../testing/projection.ts';
import { record } from '../../testing/written.ts';
import { clockAlone, type PartDecision } from './occasion.ts';
import { decideLift } from './stall-lift.ts';

const minute = 60_000;
const stalled = (until: number): PumpState => folded(registration(), record(mri(1, until)), alarm('motor-stall'));
const at = (now: EpochMs, until: number, part: string | null = null): PartDecision<string | null> =>
  decideLift(stalled(until), part, clockAlone(stalled(until), now));
const id = 'P-1:motor-stall:1:2:0';

describe('the suppression of a stall', () => {
  it('is waited for, and over at its end', () => {
    expect(at(atHour(4) - 1, 4)).toMatchObject({ part: null, dueAt: atHour(4) });
    expect(at(atHour(4), 4)).toMatchObject({ part: id, dueAt: null });
    expect(at(atHour(4), 4, id)).toEqual(at(atHour(4), 4));
  });

  it('is waited for again where the window became longer after its end', () => {
    const longer = at(atHour(4) + minute, 5, id);
    expect(longer).toMatchObject({ part: null, dueAt: atHour(5) });
    expect(at(atHour(5), 5, longer.part).part).toBe(id);
  });

  it('is nobody’s business once the stall is over', () => {
    const unstalled = folded(registration(), record(mri(1, 4)));
    expect(decideLift(unstalled, id, clockAlone(unstalled, atHour(9)))).toEqual({
      part: id,
      transitions: [],
      dueAt: null,
    });
  });
});
