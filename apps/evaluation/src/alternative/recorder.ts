import type { EpochMs, EventData, EventType, PumpEvent } from '@cisterna/contract';

/** How reliably records get through. */
export interface Line {
  /** Whether a record that leaves at `at` arrives. */
  readonly carries: (at: EpochMs) => boolean;
}

const latencyMs = 20_000;

/** Gives events their place in the pump's count and keeps those that arrive. */
export class Recorder {
  readonly events: PumpEvent[] = [];
  private boot = 1;
  private seq = 0;
  private entry = 0;

  constructor(
    private readonly pumpId: string,
    private readonly clinicId: string,
    private readonly line: Line,
  ) {}

  own<Type extends EventType>(at: EpochMs, type: Type, data: EventData<Type>): void {
    this.seq += 1;
    this.entry = 0;
    this.keep(at, { type, data, clinicId: null }, this.line.carries(at));
  }

  /** What a person writes down; it always arrives. */
  person<Type extends EventType>(at: EpochMs, type: Type, data: EventData<Type>): void {
    this.entry += 1;
    this.keep(at, { type, data, clinicId: this.clinicId }, true);
  }

  restart(at: EpochMs): void {
    const previousLastSeq = this.seq;
    this.boot += 1;
    this.seq = 0;
    this.own(at, 'pump.booted.v1', { previousBoot: this.boot - 1, previousLastSeq, reason: 'watchdog' });
  }

  private keep(
    at: EpochMs,
    what: { readonly type: EventType; readonly data: unknown; readonly clinicId: string | null },
    arrives: boolean,
  ): void {
    if (!arrives) return;
    const { pumpId, boot, seq, entry } = this;
    const second = Math.floor(at / 1000) * 1000;
    this.events.push({ ...what, pumpId, boot, seq, entry, at: second, receivedAt: second + latencyMs } as PumpEvent);
  }
}
