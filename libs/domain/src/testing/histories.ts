import fc from 'fast-check';
import type { PumpEvent } from '@cisterna/contract';
import { atHour, boot, registration, voiding, type Fact } from './facts.ts';
import { own, people, type Maker, type Slot } from './makers.ts';

/** How a person's record is taken back: not at all, by a void behind it, by one that is itself taken back, or by one that stands before it. */
const takings = ['none', 'void', 'void-of-void', 'void-before'] as const;

interface Step {
  readonly make: Maker;
  readonly person: Maker | null;
  readonly taking: (typeof takings)[number];
  readonly lost: boolean;
  readonly reboot: boolean;
}

const oneIn = (count: number): fc.Arbitrary<boolean> => fc.integer({ min: 0, max: count - 1 }).map(n => n === 0);

const step: fc.Arbitrary<Step> = fc.record({
  make: own,
  person: fc.option(people, { freq: 5 }),
  taking: fc.constantFrom(...takings),
  lost: oneIn(10),
  reboot: oneIn(15),
});

const recordsOf = (person: Maker, taking: Step['taking'], slot: Slot): PumpEvent[] => {
  const at = atHour(slot.hours);
  const placed = (made: Fact, entry: number): PumpEvent => made.at({ boot: slot.boot, seq: slot.seq, entry, at });
  const named = { boot: slot.boot, seq: slot.seq };
  const written = placed(person(slot), 2);
  if (taking === 'none') return [written];
  if (taking === 'void-before') return [placed(voiding({ ...named, entry: 2 }), 1), written];
  const taken = [written, placed(voiding({ ...named, entry: 2 }), 3)];
  return taking === 'void' ? taken : [...taken, placed(voiding({ ...named, entry: 3 }), 4)];
};

const eventsOf = ({ make, person, taking, lost }: Step, slot: Slot): PumpEvent[] => {
  const records = person === null ? [] : recordsOf(person, taking, slot);
  return lost
    ? records
    : [make(slot).at({ boot: slot.boot, seq: slot.seq, entry: 0, at: atHour(slot.hours) }), ...records];
};

/** What holds for a whole history: where it is first registered, and in which steps the pulsation is lost. */
interface Frame {
  readonly registeredAt: number;
  readonly lossFrom: number;
  readonly lossFor: number;
}

const frame: fc.Arbitrary<Frame> = fc.record({
  registeredAt: fc.integer({ min: 0, max: 12 }),
  lossFrom: fc.integer({ min: 12, max: 30 }),
  lossFor: fc.integer({ min: 0, max: 30 }),
});

const firstRegistration = registration();

const assemble = (steps: readonly Step[], { registeredAt, lossFrom, lossFor }: Frame): readonly PumpEvent[] => {
  const events: PumpEvent[] = [];
  let place = { boot: 1, seq: 0 };
  for (const [i, next] of steps.entries()) {
    if (next.reboot && place.seq > 0) {
      events.push(boot(place.boot, place.seq).at({ boot: place.boot + 1, seq: 1, entry: 0, at: atHour(i) }));
      place = { boot: place.boot + 1, seq: 1 };
    }
    place = { boot: place.boot, seq: place.seq + 1 };
    const slot = { ...place, hours: i, pulsationPa: i >= lossFrom && i < lossFrom + lossFor ? 18 : 120 };
    const made = i === registeredAt ? { ...next, make: () => firstRegistration, lost: false } : next;
    events.push(...eventsOf(made, slot));
  }
  return events;
};

/**
 * Histories of one pump in order: reports, refills, alarms, restarts, registrations that move the start, a lost pulsation, people's
 * records with voids, explantations too, and events lost on the way.
 */
export const history = (maxSteps = 45): fc.Arbitrary<readonly PumpEvent[]> =>
  fc
    .tuple(fc.array(step, { minLength: 1, maxLength: maxSteps, size: 'max' }), frame)
    .map(([steps, around]) => assemble(steps, around));

/** A history, the order in which it arrives with repeats, and where the arrivals are cut into batches. */
export const arrivals = (
  maxSteps = 45,
): fc.Arbitrary<{ readonly history: readonly PumpEvent[]; readonly batches: readonly (readonly PumpEvent[])[] }> =>
  history(maxSteps).chain(events =>
    fc
      .tuple(
        fc.shuffledSubarray([...events, ...events], { minLength: events.length, maxLength: 2 * events.length }),
        fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }),
      )
      .map(([some, sizes]) => ({
        history: events,
        batches: cut([...some, ...events.filter(e => !some.includes(e))], sizes),
      })),
  );

const cut = (events: readonly PumpEvent[], sizes: readonly number[]): readonly (readonly PumpEvent[])[] => {
  const batches: PumpEvent[][] = [];
  for (let at = 0, i = 0; at < events.length; i += 1) {
    const size = sizes[i % sizes.length] ?? 1;
    batches.push(events.slice(at, at + size));
    at += size;
  }
  return batches;
};
