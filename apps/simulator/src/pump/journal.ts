import type { EventData, EventIdentity, EventType, PumpFact } from '@cisterna/contract';
import type { DeviceClock } from './device-clock.ts';
import { RecentPlaces, type Place } from './recent-places.ts';

/** How an event leaves: the moment, in true time, and by which way; `nowhere` is an event that the pump counts but never sends. */
export interface Departure {
  readonly at: number;
  readonly by: 'gateway' | 'clinic' | 'nowhere';
}

/** Takes an event on its way. */
export type Send = (event: PumpFact, departure: Departure) => void;

/**
 * Gives events their identity: the pump's own count on in (boot, seq), a person's record the place of the newest pump event whose
 * time is not after the record's, and the next free entry there.
 */
export class Journal {
  private readonly places = new RecentPlaces();

  constructor(
    private readonly pump: { readonly pumpId: string; readonly clinicId: string },
    private readonly clock: DeviceClock,
    private count: Place,
    private readonly send: Send,
  ) {}

  /** Boot and seq of the newest pump event; seq 0 before the first of a boot. */
  get position(): Place {
    return this.count;
  }

  /** Logs an event of the pump's own at the true moment `at`; its time is what the pump's clock shows, in whole seconds. */
  own<Type extends EventType>(at: number, type: Type, data: EventData<Type>, by: Departure['by'] = 'gateway'): void {
    const { boot } = this.count;
    const seq = this.count.seq + 1;
    this.count = { boot, seq };
    const deviceMs = this.deviceSecond(at);
    this.places.add(this.count, deviceMs);
    const event = {
      type,
      pumpId: this.pump.pumpId,
      boot,
      seq,
      entry: 0,
      at: deviceMs,
      clinicId: null,
      data,
    } as PumpFact;
    this.send(event, { at, by });
  }

  /** Logs what a person recorded about the true moment `at` and handed in `delayMs` later; gives its identity. */
  person<Type extends EventType>(at: number, type: Type, data: EventData<Type>, delayMs: number): EventIdentity {
    const second = Math.floor(at / 1000) * 1000;
    const identity = { pumpId: this.pump.pumpId, ...this.places.takeEntry(second) };
    this.send({ type, ...identity, at: second, clinicId: this.pump.clinicId, data } as PumpFact, {
      at: at + delayMs,
      by: 'clinic',
    });
    return identity;
  }

  /** The pump restarts: the count begins anew under the next boot. */
  restart(at: number, reason: EventData<'pump.booted.v1'>['reason']): void {
    const { boot, seq } = this.count;
    this.count = { boot: boot + 1, seq: 0 };
    this.own(at, 'pump.booted.v1', { previousBoot: boot, previousLastSeq: seq, reason });
  }

  /** The pump's clock at a true moment, in epoch milliseconds on a whole second; rounding errors don't cost a second. */
  deviceSecond(at: number): number {
    return Math.floor((this.clock.read(at) + 0.01) / 1000) * 1000;
  }
}
