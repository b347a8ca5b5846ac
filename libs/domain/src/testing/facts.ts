import {
  decodeArchived,
  eventId,
  formatTime,
  type DeviceAlarm,
  type EpochMs,
  type EventData,
  type EventOrder,
  type EventType,
  type PumpEvent,
} from '@cisterna/contract';

/** Time before the first event of every history here. */
export const startAt = Date.UTC(2026, 0, 1);
export const hour = 3_600_000;
/** Nanolitres of a millilitre. */
export const mL = 1_000_000;

/** So many hours after the start. */
export const atHour = (hours: number): EpochMs => startAt + hours * hour;

/** Where an event stands; `at` unless given is the hour of its seq, received a second later. */
export interface Placing {
  readonly boot?: number;
  readonly seq: number;
  readonly entry?: number;
  readonly at?: EpochMs;
  readonly receivedAt?: EpochMs;
}

/** An event in its place, as the contract writes it. */
export const pumpEvent = <Type extends EventType>(type: Type, data: EventData<Type>, place: Placing): PumpEvent => {
  const { boot = 1, seq, entry = 0, at = atHour(seq) } = place;
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

/** An event that waits for its place. */
export interface Fact {
  readonly at: (place: Required<Omit<Placing, 'receivedAt'>>) => PumpEvent;
}

/** The data of an event with its volumes and durations as plain numbers. */
type Loose<Data> = Data extends number
  ? number
  : Data extends readonly (infer Item)[]
    ? readonly Loose<Item>[]
    : Data extends object
      ? { [Name in keyof Data]: Loose<Data[Name]> }
      : Data;

type LooseData<Type extends EventType> = Loose<EventData<Type>>;

export const fact = <Type extends EventType>(
  type: Type,
  data: LooseData<Type> | ((at: EpochMs) => LooseData<Type>),
): Fact => ({
  at: place => pumpEvent(type, (typeof data === 'function' ? data(place.at) : data) as EventData<Type>, place),
});

/** A 20 mL pump with baclofen that reports every hour, with a pressure sensor, low at 2 mL. */
export const registration = (over: Partial<LooseData<'pump.registered.v1'>> = {}): Fact =>
  fact('pump.registered.v1', {
    clinicId: 'north',
    model: 'PM-20',
    serial: 'S1',
    reservoirCapacityNl: 20 * mL,
    lowReservoirNl: 2 * mL,
    drugs: [{ code: 'baclofen', concentrationMicrogramsPerMl: 2000 }],
    reportIntervalSeconds: 3600,
    sensors: { reservoir: false, catheterPressure: true },
    ...over,
  });

/** What the pump says of the hour that ends now: it delivered what was programmed, or nothing of 400 000 nL. */
export const report = (deliveredNl: number, over: Partial<LooseData<'delivery.reported.v1'>> = {}): Fact =>
  fact('delivery.reported.v1', at => ({
    periodStart: formatTime(at - hour),
    periodSeconds: 3600,
    programmedNl: deliveredNl === 0 ? 400_000 : deliveredNl,
    deliveredNl,
    reservoirSensedNl: null,
    catheterPressure: { meanPa: 1200, pulsationPa: 120 },
    ...over,
  }));

export const refill = (
  aspiratedNl: number,
  filledNl: number,
  over: Partial<LooseData<'reservoir.refilled.v1'>> = {},
): Fact => fact('reservoir.refilled.v1', { aspiratedNl, filledNl, ...over });

/** The same rate all day; 0 hours of it when it is 0: the programme then stops the pump. */
export const programme = (rateNlPerHour: number): Fact =>
  fact(
    'therapy.programmed.v1',
    rateNlPerHour === 0
      ? { mode: 'stopped', segments: [], patientBolus: null }
      : { mode: 'continuous', segments: [{ startMinute: 0, rateNlPerHour }], patientBolus: null },
  );

export const alarm = (name: DeviceAlarm): Fact => fact('alarm.raised.v1', { alarm: name });
export const cleared = (name: DeviceAlarm): Fact => fact('alarm.cleared.v1', { alarm: name });

/** An MRI window, in hours after the start. */
export const mri = (from: number, to: number): Fact =>
  fact('annotation.recorded.v1', { kind: 'mri', startsAt: formatTime(atHour(from)), endsAt: formatTime(atHour(to)) });

export const examination = (finding: LooseData<'catheter.examined.v1'>['finding']): Fact =>
  fact('catheter.examined.v1', { method: 'dye-study', finding });
export const revision = (): Fact => fact('catheter.revised.v1', {});
export const explantation = (): Fact => fact('pump.explanted.v1', {});
export const voiding = ({ boot, seq, entry }: EventOrder): Fact =>
  fact('record.voided.v1', { entryOf: { boot, seq, entry }, reason: 'mistaken' });

export const boot = (previousBoot: number | null, previousLastSeq: number | null): Fact =>
  fact('pump.booted.v1', { previousBoot, previousLastSeq, reason: 'watchdog' });
