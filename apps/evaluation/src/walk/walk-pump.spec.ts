import type { PumpEvent } from '@cisterna/contract';
import { otherPumps } from '../alternative/other-pumps.ts';
import { dayMs, hourMs, type FleetChoice, type ImaginedPump } from '../fleet/pump-truth.ts';
import { walkPump } from './walk-pump.ts';

const choice: FleetChoice = {
  seed: 2,
  pumps: 12,
  days: 40,
  reportIntervalSeconds: 3600,
  noise: 1,
  rhythm: 1,
  compliance: 1,
};
const [pump] = [...otherPumps(choice)].filter(({ truth }) => truth.pressureSensor && truth.faults.length === 0);

/** The same life with the pulsation gone for three days, though the catheter is sound. */
const dipped = ({ events, truth, healthy }: ImaginedPump): ImaginedPump => {
  const [from, to] = [truth.startAt + 20 * dayMs, truth.startAt + 23 * dayMs];
  const low = (event: PumpEvent): PumpEvent => {
    if (
      event.type !== 'delivery.reported.v1' ||
      event.at < from ||
      event.at > to ||
      event.data.catheterPressure === null
    )
      return event;
    return {
      ...event,
      data: { ...event.data, catheterPressure: { ...event.data.catheterPressure, pulsationPa: 6 as never } },
    };
  };
  return { events: events.map(low), truth: { ...truth, faults: [] }, healthy };
};

describe('a walk with the service', () => {
  it('asks the view four times a day, and at every change of status', () => {
    const { looks } = walkPump(pump!);
    const gaps = looks.slice(1).map(({ at }, index) => at - (looks[index]?.at ?? 0));
    expect(looks.length).toBeGreaterThan(130);
    expect(gaps.filter(gap => gap > 8 * hourMs).length).toBeLessThan(10);
    for (const { probability } of looks) expect(probability >= 0 && probability <= 1).toBe(true);
  });

  it('has a forecast and the constant rate beside it once the level is known', () => {
    const { looks } = walkPump(pump!);
    const last = looks.at(-1);
    expect([typeof last?.lowAt?.p50, typeof last?.constantLowAt, typeof last?.refillBy]).toEqual([
      'number',
      'number',
      'number',
    ]);
  });

  it('has a false suspicion examined, which ends it', () => {
    const { suspicions } = walkPump(dipped(pump!));
    const inDip = suspicions.find(({ at }) => at > pump!.truth.startAt + 20 * dayMs);
    expect(inDip).not.toBeUndefined();
    expect((inDip?.endedAt ?? Infinity) - (inDip?.at ?? 0)).toBeLessThanOrEqual(dayMs + 2 * hourMs);
  });
});
