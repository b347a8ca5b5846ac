import { formatTime, nanolitres, seconds, type PumpEvent } from '@cisterna/contract';
import { RandomStream } from '../../../simulator/src/random/random-stream.ts';
import { evaluationStart, hourMs } from '../fleet/pump-truth.ts';

/** A pump with a level sensor; volumes in nanolitres. */
export interface SensedLife {
  readonly days: number;
  readonly hourlyNl: number;
  /** Real by accounted flow, on a day. */
  readonly ratio: (day: number) => number;
  readonly noiseNl: number;
  /** Hours whose report never came. */
  readonly lost?: (hour: number) => boolean;
  /** Days at whose beginning it is refilled. */
  readonly refills?: readonly number[];
  readonly seed?: string;
}

const filledNl = 38_000_000;

/** Hourly reports of such a pump. */
export const sensedLife = ({ days, hourlyNl, ratio, noiseNl, lost, refills = [], seed = 'life' }: SensedLife): readonly PumpEvent[] => {
  const noise = new RandomStream(seed);
  const events: PumpEvent[] = [];
  let levelNl = filledNl;
  for (let hour = 1; hour <= days * 24; hour += 1) {
    const at = evaluationStart + hour * hourMs;
    const place = { pumpId: 'P-1', boot: 1, seq: events.length + 1, entry: 0, at, receivedAt: at, clinicId: null };
    if (refills.includes((hour - 1) / 24)) {
      levelNl = filledNl;
      events.push({ ...place, type: 'reservoir.refilled.v1', data: { aspiratedNl: nanolitres(0), filledNl: nanolitres(filledNl) } });
    }
    levelNl -= hourlyNl * ratio(hour / 24);
    const readingNl = Math.max(0, Math.round(levelNl + noiseNl * noise.normal(0, 1)));
    if (lost?.(hour) === true) continue;
    const volumes = { programmedNl: nanolitres(hourlyNl), deliveredNl: nanolitres(hourlyNl), reservoirSensedNl: nanolitres(readingNl) };
    const data = { periodStart: formatTime(at - hourMs), periodSeconds: seconds(3600), ...volumes, catheterPressure: null };
    events.push({ ...place, seq: events.length + 1, type: 'delivery.reported.v1', data });
  }
  return events;
};
