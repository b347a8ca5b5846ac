import fc from 'fast-check';
import { decodeArchived, eventId, formatTime, type EventData, type EventType, type PumpEvent } from '@cisterna/contract';

/** Time of the first event of every history here. */
export const startAt = Date.UTC(2026, 0, 1);
const hour = 3_600_000;

/** An event in its place, as the contract writes it. */
export const pumpEvent = <Type extends EventType>(
  type: Type,
  data: EventData<Type>,
  place: { readonly boot?: number; readonly seq: number; readonly entry?: number; readonly at?: number; readonly receivedAt?: number },
): PumpEvent => {
  const { boot = 1, seq, entry = 0, at = startAt + seq * hour } = place;
  const attributes = {
    specversion: '1.0',
    id: eventId({ pumpId: 'P-1', boot, seq, entry }),
    source: entry === 0 ? '/pumps/P-1' : '/clinics/north',
    subject: 'P-1',
    type,
    time: formatTime(at),
    boot,
    seq,
    ...(entry === 0 ? {} : { entry }),
    data,
  };
  return decodeArchived(JSON.stringify(attributes), place.receivedAt ?? at + 1000);
};

export const registered = (over: Partial<EventData<'pump.registered.v1'>> = {}): EventData<'pump.registered.v1'> => ({
  clinicId: 'north',
  model: 'PM-20',
  serial: 'S1',
  reservoirCapacityNl: 20_000_000 as never,
  lowReservoirNl: 2_000_000 as never,
  drugs: [{ code: 'baclofen', concentrationMicrogramsPerMl: 2000 }],
  reportIntervalSeconds: 3600 as never,
  sensors: { reservoir: false, catheterPressure: true },
  ...over,
});

export const reported = (deliveredNl: number, at: number, over: Partial<EventData<'delivery.reported.v1'>> = {}): EventData<'delivery.reported.v1'> => ({
  periodStart: formatTime(at - hour),
  periodSeconds: 3600 as never,
  programmedNl: 400_000 as never,
  deliveredNl: deliveredNl as never,
  reservoirSensedNl: null,
  catheterPressure: { meanPa: 1200 as never, pulsationPa: 120 as never },
  ...over,
});

interface Slot {
  readonly boot: number;
  readonly seq: number;
  readonly at: number;
}

type Maker = (slot: Slot) => PumpEvent;

const alarms = ['low-reservoir', 'motor-stall', 'memory-error', 'replacement-due', 'end-of-service'] as const;

const own: fc.Arbitrary<Maker> = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 900_000 }).map((nl): Maker => s => pumpEvent('delivery.reported.v1', reported(nl, s.at), s)) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 6_000_000 }).map((nl): Maker => s => pumpEvent('reservoir.refilled.v1', { aspiratedNl: nl as never, filledNl: 8_000_000 as never }, s)) },
  { weight: 1, arbitrary: fc.constantFrom(...alarms).map((alarm): Maker => s => pumpEvent('alarm.raised.v1', { alarm }, s)) },
  { weight: 1, arbitrary: fc.constantFrom(...alarms).map((alarm): Maker => s => pumpEvent('alarm.cleared.v1', { alarm }, s)) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 0, max: 500_000 }).map(
      (rate): Maker =>
        s => pumpEvent('therapy.programmed.v1', { mode: 'continuous', segments: [{ startMinute: 0, rateNlPerHour: rate as never }], patientBolus: null }, s),
    ),
  },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 5 }).map((mark): Maker => s => pumpEvent('pump.registered.v1', registered({ lowReservoirNl: (mark * 1_000_000) as never }), s)) },
);

const person: fc.Arbitrary<Maker> = fc.oneof(
  fc.constantFrom('patent' as const, 'occluded' as const, 'inconclusive' as const).map((finding): Maker => s => pumpEvent('catheter.examined.v1', { method: 'ct', finding }, { ...s, entry: 1 })),
  fc.integer({ min: 1, max: 12 }).map(
    (hours): Maker =>
      s => pumpEvent('annotation.recorded.v1', { kind: 'mri', startsAt: formatTime(s.at - hour), endsAt: formatTime(s.at + hours * hour) }, { ...s, entry: 1 }),
  ),
  fc.integer({ min: 0, max: 3_000_000 }).map((nl): Maker => s => pumpEvent('reservoir.refilled.v1', { aspiratedNl: nl as never, filledNl: 9_000_000 as never }, { ...s, entry: 1 })),
);

const voidOf = (target: PumpEvent, entry: number): PumpEvent =>
  pumpEvent('record.voided.v1', { entryOf: { boot: target.boot, seq: target.seq, entry: target.entry }, reason: 'mistaken' }, { boot: target.boot, seq: target.seq, entry, at: target.at });

interface Step {
  readonly make: Maker;
  readonly record: Maker | null;
  readonly voided: boolean;
  readonly lost: boolean;
  readonly reboot: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  make: own,
  record: fc.option(person, { freq: 5 }),
  voided: fc.boolean(),
  lost: fc.integer({ min: 0, max: 9 }).map(n => n === 0),
  reboot: fc.integer({ min: 0, max: 14 }).map(n => n === 0),
});

interface Count {
  readonly boot: number;
  readonly seq: number;
}

const eventsOf = ({ make, record, voided, lost }: Step, slot: Slot): PumpEvent[] => {
  const written = record?.(slot);
  const records = written === undefined ? [] : voided ? [written, voidOf(written, 2)] : [written];
  return lost ? records : [make(slot), ...records];
};

const bootEvent = (former: Count, at: number): PumpEvent =>
  pumpEvent('pump.booted.v1', { previousBoot: former.boot, previousLastSeq: former.seq, reason: 'watchdog' }, { boot: former.boot + 1, seq: 1, at });

const assemble = (steps: readonly Step[], registeredAt: number): readonly PumpEvent[] => {
  const events: PumpEvent[] = [];
  let count: Count = { boot: 1, seq: 0 };
  for (const [i, next] of steps.entries()) {
    const at = startAt + i * hour;
    if (next.reboot && count.seq > 0) {
      events.push(bootEvent(count, at));
      count = { boot: count.boot + 1, seq: 1 };
    }
    const slot = { boot: count.boot, seq: count.seq + 1, at };
    events.push(...(i === registeredAt ? [pumpEvent('pump.registered.v1', registered(), slot)] : eventsOf(next, slot)));
    count = slot;
  }
  return events;
};

/** Histories of one pump in order: reports, refills, alarms, restarts, registrations, people's records and voids, with events lost on the way. */
export const history = (maxSteps = 40): fc.Arbitrary<readonly PumpEvent[]> =>
  fc.tuple(fc.array(step, { minLength: 1, maxLength: maxSteps }), fc.integer({ min: 0, max: 12 })).map(([steps, at]) => assemble(steps, at));

/** A history, the order in which it arrives with repeats, and where the arrivals are cut into batches. */
export const arrivals = (maxSteps = 40): fc.Arbitrary<{ readonly history: readonly PumpEvent[]; readonly batches: readonly (readonly PumpEvent[])[] }> =>
  history(maxSteps).chain(events =>
    fc
      .tuple(fc.shuffledSubarray([...events, ...events], { minLength: events.length, maxLength: 2 * events.length }), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }))
      .map(([some, sizes]) => ({ history: events, batches: cut([...some, ...events.filter(e => !some.includes(e))], sizes) })),
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
