import { compareOrder } from '@cisterna/contract';
import type { FleetChoice, ImaginedPump } from '../fleet/pump-truth.ts';
import { OtherPump } from './other-pump.ts';
import { drawOther, type OtherTraits } from './other-traits.ts';

const live = (traits: OtherTraits, { noise, rhythm }: FleetChoice): OtherPump => {
  const pump = new OtherPump(traits, { noise, rhythm });
  pump.live();
  return pump;
};

/** Pumps of a second physics, written from the list of facts alone, one after the other: it shares no line with the simulator. */
export function* otherPumps(choice: FleetChoice): Generator<ImaginedPump, void, undefined> {
  for (let index = 0; index < choice.pumps; index += 1) {
    const traits = drawOther(choice, index);
    const pump = live(traits, choice);
    yield {
      truth: pump.truth(),
      events: pump.recorder.events.toSorted(compareOrder),
      healthy: () => live({ ...traits, damage: null, flowFault: null }, choice).recorder.events.toSorted(compareOrder),
    };
  }
}
