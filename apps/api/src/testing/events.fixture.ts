import { formatTime } from '@cisterna/contract';

/** 2026-03-01T00:00:00Z */
export const march = Date.UTC(2026, 2, 1);
export const hourMs = 3_600_000;

type Attributes = Record<string, unknown>;

/** Which event of a pump's first boot, and when. */
export interface Place {
  readonly pumpId: string;
  readonly seq: number;
  readonly at: number;
}

/** An event of a pump as it is posted; `over` replaces attributes. */
export const eventOf = (type: string, { pumpId, seq, at }: Place, data: object, over: Attributes = {}): Attributes => ({
  specversion: '1.0',
  id: `${pumpId}:1:${seq}`,
  source: `/pumps/${pumpId}`,
  type,
  subject: pumpId,
  time: formatTime(at),
  boot: 1,
  seq,
  data,
  ...over,
});

/** What a person recorded about a pump of clinic C-1. */
export const recordOf = (type: string, place: Place & { readonly entry: number }, data: object): Attributes => {
  const { pumpId, seq, entry } = place;
  return eventOf(type, place, data, { id: `${pumpId}:1:${seq}+${entry}`, entry, source: '/clinics/C-1' });
};

/** The registration of a 20 mL baclofen pump that reports hourly. */
export const registered = (pumpId: string, seq: number, at: number, clinicId = 'C-1'): Attributes =>
  eventOf(
    'pump.registered.v1',
    { pumpId, seq, at },
    {
      clinicId,
      model: 'M-20',
      serial: `S-${pumpId}`,
      reservoirCapacityNl: 20_000_000,
      lowReservoirNl: 2_000_000,
      drugs: [{ code: 'baclofen', concentrationMicrogramsPerMl: 2000 }],
      reportIntervalSeconds: 3600,
      sensors: { reservoir: false, catheterPressure: false },
    },
  );

export const refilled = (
  pumpId: string,
  seq: number,
  at: number,
  volumes: { aspiratedNl: number; filledNl: number },
): Attributes => eventOf('reservoir.refilled.v1', { pumpId, seq, at }, volumes);

/** An hourly report that ends at `at`. */
export const reported = (pumpId: string, seq: number, at: number, deliveredNl = 20_000): Attributes =>
  eventOf(
    'delivery.reported.v1',
    { pumpId, seq, at },
    {
      periodStart: formatTime(at - hourMs),
      periodSeconds: 3600,
      programmedNl: deliveredNl,
      deliveredNl,
      reservoirSensedNl: null,
      catheterPressure: null,
    },
  );

export const alarmRaised = (pumpId: string, seq: number, at: number, alarm: string): Attributes =>
  eventOf('alarm.raised.v1', { pumpId, seq, at }, { alarm });

/** A registered, filled pump with `hours` reports behind it: seq 1 and 2, then one per hour, from `march` on. */
export const history = (pumpId: string, hours: number, clinicId = 'C-1'): Attributes[] => [
  registered(pumpId, 1, march, clinicId),
  refilled(pumpId, 2, march, { aspiratedNl: 0, filledNl: 18_000_000 }),
  ...Array.from({ length: hours }, (_, hour) => reported(pumpId, 3 + hour, march + (hour + 1) * hourMs)),
];
