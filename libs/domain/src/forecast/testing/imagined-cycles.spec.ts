import { parseTime, type PumpEvent } from '@cisterna/contract';
import { imagineCycles } from './imagined-cycles.ts';
import { trueLowAt } from './true-low.ts';

const DAY = 86_400_000;
const population = { excess: 0.02, excessSpread: 0.035 };
const cycles = (seed: number) => imagineCycles({ seed, days: 120, ...population });
const ofType = <Type extends PumpEvent['type']>(events: readonly PumpEvent[], type: Type) => events.filter((e): e is Extract<PumpEvent, { type: Type }> => e.type === type);

describe('imagined cycles', () => {
  it('tell the same history for the same seed, and another for another', () => {
    expect(cycles(3).events).toEqual(cycles(3).events);
    expect(cycles(4).stretches).not.toEqual(cycles(3).stretches);
  });

  it('number their events without a break but for what was lost', () => {
    const places = cycles(5).events.map(({ seq }) => seq);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(new Set(places).size).toBe(places.length);
  });

  it('report hours that join', () => {
    for (const { at, data } of ofType(cycles(6).events, 'delivery.reported.v1')) expect(parseTime(data.periodStart)).toBe(at - data.periodSeconds * 1000);
  });

  it('aspirate about what is left by the account and the ratio of the pump', () => {
    const { events, pump } = imagineCycles({ seed: 7, days: 200, ...population });
    const [first, second] = ofType(events, 'reservoir.refilled.v1');
    const inCycle = ofType(events, 'delivery.reported.v1').filter(({ seq }) => seq > first!.seq && seq < second!.seq);
    const delivered = inCycle.reduce((sum, { data }) => sum + data.deliveredNl, 0) * (second!.seq - first!.seq - 1) / inCycle.length;
    const ratio = (first!.data.filledNl - second!.data.aspiratedNl) / delivered;
    expect(Math.abs(ratio - (pump.ratios[0] ?? 0))).toBeLessThan(0.08);
  });

  it('know the date that a stretch would have come to: the same all through it, and only before it', () => {
    const all = cycles(8);
    for (const { from, to, lowAt } of all.stretches) {
      expect(lowAt).toBeGreaterThanOrEqual(to);
      expect(trueLowAt(all, from)).toBe(lowAt);
      expect(trueLowAt(all, to - 1)).toBe(lowAt);
    }
    expect(trueLowAt(all, 0)).toBeNull();
    expect(all.stretches.every(({ from, lowAt }) => lowAt - from < 300 * DAY)).toBe(true);
  });
});
