import { Therapy } from '../clinic/therapy.ts';
import { pumpBench, type PumpBench } from '../testing/pump-bench.ts';
import { install } from './installation.ts';
import type { PumpTraits } from './pump-traits.ts';

const installed = (traits: Partial<PumpTraits>): PumpBench => {
  const bench = pumpBench(traits);
  bench.world.reservoir.aspirate(0);
  install(bench.world, new Therapy(bench.world));
  return bench;
};
const typesOf = ({ sent }: PumpBench): readonly string[] => sent.map(({ event }) => event.type);

describe('the first moments of a history', () => {
  it('are restart, registration, first fill and programme', () => {
    const bench = installed({ joined: null, levelKnown: true });
    expect(typesOf(bench)).toEqual([
      'pump.booted.v1',
      'pump.registered.v1',
      'reservoir.refilled.v1',
      'therapy.programmed.v1',
    ]);
    expect(bench.sent.map(({ event }) => event.seq)).toEqual([1, 2, 3, 4]);
    const { traits } = bench.world;
    expect(bench.sent[1]?.event.data).toMatchObject({
      clinicId: traits.clinicId,
      reservoirCapacityNl: traits.model.capacityNl,
      reportIntervalSeconds: 3600,
      sensors: { reservoir: traits.model.reservoirSensor, catheterPressure: traits.pressureSensor },
    });
    expect(bench.sent[1]?.event.data).not.toHaveProperty('historyStartsAt');
    expect(bench.sent[2]?.event.data).toMatchObject({ aspiratedNl: 0, filledNl: traits.firstFillNl });
    expect(bench.world.reservoir.volumeNl).toBe(traits.firstFillNl);
  });

  it('of a pump that joins later begin at the place that its registration names', () => {
    const bench = installed({ joined: { boot: 3, seq: 812 }, levelKnown: true });
    expect(typesOf(bench)[0]).toBe('pump.registered.v1');
    expect(bench.sent[0]?.event).toMatchObject({ boot: 3, seq: 812, data: { historyStartsAt: { boot: 3, seq: 812 } } });
  });

  it('leave the level unknown to the log, not to the pump, where the fill came before', () => {
    const bench = installed({ joined: { boot: 1, seq: 900 }, levelKnown: false });
    expect(typesOf(bench)).toEqual(['pump.registered.v1', 'therapy.programmed.v1']);
    expect(bench.world.account.levelNl()).toBe(bench.world.traits.firstFillNl);
  });

  it('tell the truth about the pump', () => {
    const { world, truth } = installed({ joined: null });
    expect(truth).toEqual([
      expect.objectContaining({
        kind: 'pump',
        pumpId: world.traits.pumpId,
        flowRatio: world.traits.flow.ratio,
        dailyNl: Math.round(world.traits.dailyNl),
      }),
    ]);
  });
});
