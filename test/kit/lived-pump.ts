import { Random } from './random.ts';
import { PumpScript } from './telemetry.ts';

const capacityNl = 20_000_000;
const alarms = [
  'motor-stall',
  'low-reservoir',
  'over-pressure',
  'memory-error',
  'replacement-due',
  'end-of-service',
] as const;

/** What may happen to a pump in an hour, with its odds; the first that comes true happens. */
const incidents: readonly { readonly odds: number; readonly happen: (pump: PumpScript, random: Random) => void }[] = [
  { odds: 0.05, happen: (pump, random) => void pump.alarm('raised', alarms[random.whole(0, alarms.length - 1)]!) },
  { odds: 0.06, happen: (pump, random) => void pump.alarm('cleared', alarms[random.whole(0, alarms.length - 1)]!) },
  {
    odds: 0.02,
    happen: (pump, random) => void pump.refill(random.whole(0, capacityNl), random.whole(capacityNl / 2, capacityNl)),
  },
  {
    odds: 0.02,
    happen: (pump, random) => {
      if (random.chance(0.3)) pump.lose(random.whole(1, 3));
      pump.reboot(random.chance(0.3));
    },
  },
  {
    odds: 0.03,
    happen: (pump, random) => {
      pump.lose(random.whole(1, 3));
    },
  },
  {
    odds: 0.02,
    happen: pump => void pump.record('annotation.recorded.v1', { kind: 'note', startsAt: pump.now, endsAt: pump.now }),
  },
  { odds: 0.01, happen: pump => void pump.record('catheter.examined.v1', { method: 'x-ray', finding: 'patent' }) },
  { odds: 0.02, happen: (pump, random) => void pump.record('reservoir.refilled.v1', volumes(random)) },
  {
    odds: 0.02,
    happen: pump => {
      voidOne(pump);
    },
  },
];

const volumes = (random: Random): never =>
  ({ aspiratedNl: random.whole(0, capacityNl / 4), filledNl: capacityNl }) as never;

/** Takes back what a person recorded last. */
const voidOne = (pump: PumpScript): void => {
  const last = pump.events.findLast(({ entry, type }) => entry !== undefined && type !== 'record.voided.v1');
  if (last === undefined) return;
  const { boot, seq, entry = 0 } = last;
  pump.record('record.voided.v1', { entryOf: { boot, seq, entry }, reason: 'a mistake' });
};

const pressure = (random: Random, occluded: boolean) =>
  occluded
    ? { meanPa: random.whole(5_500, 6_500), pulsationPa: random.whole(0, 12) }
    : { meanPa: random.whole(1_200, 1_500), pulsationPa: random.whole(150, 210) };

/**
 * A pump's eventful life of so many hours, the same for the same seed: refills with and without discrepancy, alarms, restarts,
 * events that were lost for ever, what people recorded and took back, and in the last third a catheter that closes.
 */
export const livedPump = (
  pumpId: string,
  { seed, hours, from }: { seed: number; hours: number; from: number },
): PumpScript => {
  const random = new Random(seed);
  const pump = new PumpScript(pumpId, from);
  pump.register({ sensors: { reservoir: false, catheterPressure: true } });
  pump.refill(0, capacityNl);
  for (let hour = 0; hour < hours; hour += 1) {
    for (const { odds, happen } of incidents) {
      if (!random.chance(odds)) continue;
      happen(pump, random);
      break;
    }
    const deliveredNl = random.chance(0.05) ? 0 : random.whole(90_000, 110_000);
    pump.report(deliveredNl, 100_000, pressure(random, hour > (hours * 2) / 3));
  }
  return pump;
};
