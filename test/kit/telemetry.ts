import { formatTime, type EventData, type EventType } from '@cisterna/contract';

/** An event as it goes over the wire. */
export interface WireEvent {
  readonly specversion: string;
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly boot: number;
  readonly seq: number;
  readonly entry?: number;
  readonly data: Readonly<Record<string, unknown>>;
}

export const hourMs = 3_600_000;

export interface Pressure {
  readonly meanPa: number;
  readonly pulsationPa: number;
}

/** What a registration says unless told otherwise: a 20 mL baclofen pump without sensors that reports hourly. */
export const registration = {
  clinicId: 'C-1',
  model: 'M-20',
  serial: 'S-1',
  reservoirCapacityNl: 20_000_000,
  lowReservoirNl: 2_000_000,
  drugs: [{ code: 'baclofen', concentrationMicrogramsPerMl: 2000 }],
  reportIntervalSeconds: 3600,
  sensors: { reservoir: false, catheterPressure: false },
} as const;

/** Tells a pump's story: counts boot and seq, keeps the pump's clock, and remembers every event. */
export class PumpScript {
  readonly events: WireEvent[] = [];
  private boot = 1;
  private seq = 0;
  private entry = 0;

  constructor(
    readonly pumpId: string,
    public at: number,
  ) {}

  /** The pump's clock, as it is written. */
  get now(): string {
    return formatTime(this.at);
  }

  /** The next event of the pump, now by its clock. */
  tell<T extends EventType>(type: T, data: EventData<T>): WireEvent;
  tell(type: string, data: Readonly<Record<string, unknown>>): WireEvent {
    const { pumpId, boot, at } = this;
    this.seq += 1;
    this.entry = 0;
    const event = {
      specversion: '1.0',
      id: `${pumpId}:${boot}:${this.seq}`,
      source: `/pumps/${pumpId}`,
      type,
      subject: pumpId,
      time: formatTime(at),
      boot,
      seq: this.seq,
      data,
    };
    this.events.push(event);
    return event;
  }

  /** What a person records after the pump's last event. */
  record<T extends EventType>(type: T, data: EventData<T>): WireEvent {
    const { pumpId, boot, seq, at } = this;
    this.entry += 1;
    const event = {
      specversion: '1.0',
      id: `${pumpId}:${boot}:${seq}+${this.entry}`,
      source: `/clinics/${registration.clinicId}`,
      type,
      subject: pumpId,
      time: formatTime(at),
      boot,
      seq,
      entry: this.entry,
      data: data as unknown as WireEvent['data'],
    };
    this.events.push(event);
    return event;
  }

  register(over: Partial<EventData<'pump.registered.v1'>> = {}): WireEvent {
    return this.tell('pump.registered.v1', {
      ...(registration as unknown as EventData<'pump.registered.v1'>),
      ...over,
    });
  }

  refill(aspiratedNl: number, filledNl: number): WireEvent {
    return this.tell('reservoir.refilled.v1', { aspiratedNl, filledNl } as EventData<'reservoir.refilled.v1'>);
  }

  /** An hour passes, then the pump reports it. */
  report(deliveredNl: number, programmedNl = deliveredNl, catheterPressure: Pressure | null = null): WireEvent {
    const periodStart = formatTime(this.at);
    this.at += hourMs;
    const volumes = { programmedNl, deliveredNl, reservoirSensedNl: null };
    const data = { periodStart, periodSeconds: 3600, ...volumes, catheterPressure };
    return this.tell('delivery.reported.v1', data as unknown as EventData<'delivery.reported.v1'>);
  }

  alarm(change: 'raised' | 'cleared', alarm: EventData<'alarm.raised.v1'>['alarm']): WireEvent {
    return this.tell(`alarm.${change}.v1`, { alarm });
  }

  /** The pump starts again; it says so unless `silently`. */
  reboot(silently = false): void {
    const [previousBoot, previousLastSeq] = [this.boot, this.seq];
    this.boot += 1;
    this.seq = 0;
    if (!silently) this.tell('pump.booted.v1', { previousBoot, previousLastSeq, reason: 'watchdog' });
  }

  /** The pump sent the next `count` events, but nothing of them will ever be known. */
  lose(count: number): void {
    this.seq += count;
  }
}

/** The same event of a pump of another name. */
export const renamed = (event: WireEvent, pumpId: string): WireEvent => ({
  ...event,
  id: event.id.replace(event.subject, pumpId),
  source: event.entry === undefined ? `/pumps/${pumpId}` : event.source,
  subject: pumpId,
});
