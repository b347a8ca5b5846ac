import { nanolitres, seconds } from '@cisterna/contract';
import { bolusDemand, demandChangesAt } from '../patient/patient.ts';
import type { RandomStream } from '../random/random-stream.ts';
import { dayMs, minuteMs } from '../time/periods.ts';
import type { Programme } from './schedule.ts';
import type { PumpWorld } from './pump-world.ts';

type Denial = 'lockout' | 'daily-maximum' | 'low-reservoir' | 'pump-stopped';

/** Below this a pump gives no boluses. */
const reserveNl = 1_000_000;

/** What a patient may ask for and does ask for: requests by need and hour, lockout and daily maximum by the programme. */
export class BolusButton {
  nextAt: number;
  private nextIsPress = false;
  private lockedUntil = -Infinity;
  private day = 0;
  private givenToday = 0;

  constructor(
    private readonly world: PumpWorld,
    private readonly stream: RandomStream,
  ) {
    this.nextAt = world.traits.style.bolus === null ? Infinity : demandChangesAt(world.now);
  }

  /** A lockout begins after any programming session or refill. */
  lock(): void {
    const limits = this.world.schedule.programme.patientBolus;
    if (limits !== null) this.lockedUntil = this.world.now + limits.lockoutSeconds * 1000;
  }

  /** The patient presses, or the demand is looked at anew; then the next press is drawn. */
  happen(): void {
    const { world } = this;
    const limits = world.schedule.programme.patientBolus;
    const refused = this.nextIsPress && limits !== null && !this.give(limits);
    const againMs = refused && this.stream.chance(0.3) ? this.stream.exponential(40 * minuteMs) : Infinity;
    const pauseMs = Math.min(againMs, this.stream.exponential(dayMs / bolusDemand(world.patient, world.now)));
    const pressAt = world.now + minuteMs + pauseMs;
    const changeAt = demandChangesAt(world.now);
    this.nextIsPress = pressAt < changeAt;
    this.nextAt = Math.min(pressAt, changeAt);
  }

  /** Gives the bolus, or says why not. */
  private give(limits: NonNullable<Programme['patientBolus']>): boolean {
    const { world } = this;
    const day = Math.floor(world.clock.read(world.now) / dayMs);
    if (day !== this.day) this.givenToday = 0;
    this.day = day;
    const reason = this.denial(limits);
    if (reason !== null) {
      world.journal.own(world.now, 'bolus.denied.v1', { reason });
      return false;
    }
    this.givenToday += 1;
    this.lockedUntil = world.now + limits.lockoutSeconds * 1000;
    const volumeNl = nanolitres(world.account.inStrokes(limits.volumeNl));
    world.giveBolus(volumeNl);
    world.journal.own(world.now, 'bolus.delivered.v1', {
      origin: 'patient',
      kind: 'patient',
      volumeNl,
      durationSeconds: seconds(Math.ceil(volumeNl / 250)),
    });
    return true;
  }

  private denial({ maxPerDay }: { readonly maxPerDay: number }): Denial | null {
    const { world } = this;
    if (!world.motor.counts || world.schedule.dailyNl === 0) return 'pump-stopped';
    if ((world.account.levelNl() ?? Infinity) < reserveNl) return 'low-reservoir';
    if (world.now < this.lockedUntil) return 'lockout';
    return this.givenToday >= maxPerDay ? 'daily-maximum' : null;
  }
}
