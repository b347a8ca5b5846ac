import { dayMs, evaluationStart, hourMs, type FleetChoice } from '../fleet/pump-truth.ts';
import { Chance } from './chance.ts';
import { Deliveries, flowFactor } from './deliveries.ts';
import { drawOther } from './other-traits.ts';
import { Patient } from './patient.ts';
import { Programme } from './programme.ts';
import { Recorder } from './recorder.ts';

const choice: FleetChoice = {
  seed: 1,
  pumps: 1,
  days: 100,
  reportIntervalSeconds: 3600,
  noise: 1,
  rhythm: 1,
  compliance: 1,
};
const traits = {
  ...drawOther(choice, 0),
  baseNlPerHour: 10_000,
  nightFactor: 1,
  bolusNl: 6000,
  flowFault: null,
  ratio: 1.02,
};

const live = (days: number, standsMs = 0) => {
  const programme = new Programme(traits);
  const deliveries = new Deliveries(traits, programme, new Chance('deliveries'));
  const recorder = new Recorder('P', 'C', { carries: () => true });
  const patient = new Patient(new Chance('patient'), true);
  let [programmed, delivered, expelled, bolus] = [0, 0, 0, 0];
  for (let hour = 0; hour < 24 * days; hour += 1) {
    const from = evaluationStart + hour * hourMs;
    const given = deliveries.give(from, from + hourMs, { recorder, patient, standsMs });
    programmed += given.programmedNl;
    delivered += given.deliveredNl;
    expelled += given.expelledNl;
    bolus += given.bolusNl;
  }
  return { programmed, delivered, expelled, bolus, recorder };
};

describe('deliveries', () => {
  it('count what the programme and granted boluses ask, in whole strokes', () => {
    const { programmed, delivered, bolus, recorder } = live(60);
    expect(programmed).toBe(60 * 24 * 10_000 + bolus);
    expect(Math.abs(delivered - programmed)).toBeLessThan(400);
    expect(recorder.events.filter(({ type }) => type === 'bolus.delivered.v1').length * 6000).toBe(bolus);
  });

  it('really expel the pump’s ratio of it', () => {
    const { delivered, expelled } = live(60);
    expect(expelled / delivered).toBeCloseTo(1.02, 1);
  });

  it('grant at most the daily number, each after the lockout', () => {
    const granted = live(60).recorder.events.filter(({ type }) => type === 'bolus.delivered.v1');
    const perDay = new Map<number, number>();
    for (const { at } of granted) perDay.set(Math.floor(at / dayMs), (perDay.get(Math.floor(at / dayMs)) ?? 0) + 1);
    expect(Math.max(...perDay.values())).toBeLessThanOrEqual(5);
    granted.slice(1).forEach(({ at }, index) => {
      expect(at - (granted[index]?.at ?? 0)).toBeGreaterThanOrEqual(3 * hourMs - 1000);
    });
  });

  it('stand while the motor stands', () => {
    expect(live(2, hourMs).delivered).toBe(0);
  });
});

describe('a fault of the flow', () => {
  it('grows over its ramp', () => {
    const fault = { kind: 'over-delivery', onsetAt: 10, rampMs: 100, factor: 1.4 } as const;
    expect([0, 10, 60, 200].map(at => flowFactor(fault, at))).toEqual([1, 1, 1.2, 1.4]);
    expect(flowFactor({ ...fault, rampMs: 0 }, 10)).toBe(1.4);
    expect(flowFactor(null, 10)).toBe(1);
  });
});
