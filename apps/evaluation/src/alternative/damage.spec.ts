import fc from 'fast-check';
import { dayMs, hourMs } from '../fleet/pump-truth.ts';
import { Chance } from './chance.ts';
import { damageKinds, drawDamage, faultOf, soundState } from './damage.ts';

const onset = 1000 * dayMs;
const drawn = (kind: string, name = 'spec') => drawDamage(kind, onset, new Chance(name), 1)!;

describe('damage', () => {
  it('does nothing before its onset', () => {
    for (const kind of damageKinds) expect(drawn(kind).stateAt(onset - 1)).toEqual(soundState);
  });

  it('is half there at its half time, after its onset', () => {
    for (const kind of damageKinds) expect(drawn(kind).halfAt).toBeGreaterThanOrEqual(onset);
    const slow = drawn('slow-occlusion');
    expect(slow.halfAt - onset).toBeGreaterThan(dayMs);
  });

  it('keeps shares from 0 to 1 whatever is drawn', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...damageKinds),
        fc.string(),
        fc.integer({ min: 0, max: 3000 }),
        (kind, name, hours) => {
          const state = drawn(kind, name).stateAt(onset + hours * hourMs);
          for (const share of [state.gain, state.arrives, state.towardsTissue]) {
            expect(share).toBeGreaterThanOrEqual(0);
            expect(share).toBeLessThanOrEqual(1);
          }
          expect(state.excessPa).toBeLessThan(15_000);
        },
      ),
    );
  });

  it('takes the pulsation: nearly all behind an occlusion and a disconnection, a part behind a kink', () => {
    const late = onset + 60 * dayMs;
    expect(drawn('occlusion').stateAt(late)).toMatchObject({ arrives: 0 });
    expect(drawn('occlusion').stateAt(late).gain).toBeLessThan(0.11);
    expect(drawn('disconnection').stateAt(late).towardsTissue).toBeCloseTo(1, 6);
    expect(drawn('kink').stateAt(late).gain).toBeGreaterThan(0.1);
  });

  it('of a microfracture comes and goes', () => {
    const crack = drawn('microfracture');
    const gains = Array.from({ length: 400 }, (_, hour) => crack.stateAt(onset + hour * hourMs).gain);
    expect(new Set(gains).size).toBe(2);
  });

  it('is told as a fault that stays', () => {
    expect(faultOf(drawn('leak'), onset + 5)).toMatchObject({
      kind: 'leak',
      onsetAt: onset,
      endAt: null,
      holdsBack: false,
      therapyLostAt: onset + 5,
    });
    expect(drawDamage('motor-stall', onset, new Chance('x'), 1)).toBeNull();
  });
});
