import { dayMs } from '../fleet/pump-truth.ts';
import { sensedLife, type SensedLife } from '../testing/sensed-life.ts';
import { onDay } from '../testing/truths.ts';
import { levelLimit } from './level-limit.ts';
import { sensedSteps } from './sensed-days.ts';

const refills = [60, 120];
const life = (over: Partial<SensedLife>) =>
  sensedSteps(sensedLife({ days: 170, hourlyNl: 16_000, ratio: () => 1.03, noiseNl: 200_000, refills, ...over }));
const sound = life({ seed: 'sound' });
const after = (size: number, day: number, noiseNl = 200_000) =>
  levelLimit(sound, life({ seed: 'struck', noiseNl, ratio: today => (today >= day ? 1.03 * size : 1.03) })) ?? [];

describe('the limit of a detector that knows the level sensor', () => {
  it('suspects nothing in another sound life of the same pump', () => {
    expect(levelLimit(sound, life({ seed: 'another' }))).toEqual([]);
  });

  it('finds a quarter too much within days, and more sooner', () => {
    const [slight, large] = [after(1.25, 80), after(1.6, 80)];
    expect(slight).toHaveLength(1);
    expect((slight[0] ?? 0) - onDay(80)).toBeLessThan(10 * dayMs);
    expect(large[0]).toBeLessThan(slight[0] ?? 0);
    expect(large[0]).toBeGreaterThan(onDay(80));
  });

  it('finds the same later where the pump delivers little', () => {
    const slow = (over: Partial<SensedLife>) => life({ hourlyNl: 3000, refills: [], ...over });
    const known = slow({ seed: 'sound' });
    const [found = Infinity] = levelLimit(known, slow({ seed: 'struck', ratio: today => (today >= 80 ? 1.3 : 1.03) })) ?? [];
    expect(found).toBeGreaterThan(after(1.25, 80)[0] ?? 0);
  });

  it('is none where the sound life has hardly a reading', () => {
    expect(levelLimit(sound.slice(0, 20), sound)).toBeNull();
  });
});
