import {
  formatTime,
  nanolitres,
  nanolitresPerHour,
  seconds,
  type EventData,
  type EventType,
  type PumpEvent,
} from '@cisterna/contract';
import type { Reconciliation } from '../../reservoir/reconciliation.ts';
import type { Therapy } from '../../therapy/therapy.ts';
import type { EffectContext } from '../therapy-effect.ts';

const { round } = Math;
const HOUR = 3_600_000;

/** An event with what else it is judged by. */
export interface Happening {
  readonly event: PumpEvent;
  readonly context: EffectContext;
}

/** Limits of the patient's bolus, null for none, and the rate in nL/h. */
export interface Prescription {
  readonly rateNlPerHour: number;
  readonly bolus: { readonly lockoutHours: number; readonly maxPerDay: number } | null;
  readonly mode?: Therapy['mode'];
}

/** Writes one pump's events in order, each with its context. */
export class Journal {
  readonly happenings: Happening[] = [];
  private therapy: Therapy | null = null;

  tell<Type extends EventType>(type: Type, at: number, data: EventData<Type>, more: Partial<EffectContext> = {}): void {
    const seq = this.happenings.length + 1;
    const attributes = { type, pumpId: 'P', boot: 1, seq, entry: 0, at: round(at), clinicId: null, receivedAt: at };
    const context = { therapy: this.therapy, deliveryDisturbed: false, reconciliation: null, mriWindows: [], ...more };
    this.happenings.push({ event: { ...attributes, data } as PumpEvent, context });
  }

  programme(at: number, { rateNlPerHour, bolus, mode = 'continuous' }: Prescription): void {
    const patientBolus = bolus && {
      volumeNl: nanolitres(20_000),
      lockoutSeconds: seconds(round(bolus.lockoutHours * 3600)),
      maxPerDay: bolus.maxPerDay,
    };
    const segments =
      mode === 'stopped' ? [] : [{ startMinute: 0, rateNlPerHour: nanolitresPerHour(round(rateNlPerHour)) }];
    this.therapy = { mode, segments, patientBolus, since: at };
    this.tell('therapy.programmed.v1', at, { mode, segments, patientBolus });
  }

  report(at: number, hours: number, more: Partial<EffectContext> = {}): void {
    const given = nanolitres(round(10_000 * hours));
    const data = { programmedNl: given, deliveredNl: given, reservoirSensedNl: null, catheterPressure: null };
    const periodStart = formatTime(round(at - hours * HOUR));
    this.tell('delivery.reported.v1', at, { periodStart, periodSeconds: seconds(hours * 3600), ...data }, more);
  }

  press(at: number, granted: boolean): void {
    if (!granted) this.tell('bolus.denied.v1', at, { reason: 'lockout' });
    else {
      const given = { volumeNl: nanolitres(20_000), durationSeconds: seconds(60) };
      this.tell('bolus.delivered.v1', at, { origin: 'patient', kind: 'patient', ...given });
    }
  }

  /** A refill at which so much more was left than the account says. */
  refill(at: number, moreNl: number): void {
    const order = { boot: 1, seq: this.happenings.length + 1, entry: 0 };
    const reconciliation: Reconciliation = {
      from: { boot: 1, seq: 1, entry: 0 },
      order,
      at,
      aspiratedNl: nanolitres(4_000_000 + moreNl),
      expectedNl: nanolitres(4_000_000),
      discrepancyNl: nanolitres(moreNl),
      limitNl: nanolitres(2_000_000),
      withinLimit: moreNl <= 2_000_000,
      deliveredNl: nanolitres(14_000_000),
      deliveryRatio: 1 - moreNl / 14_000_000,
    };
    const data = { aspiratedNl: reconciliation.aspiratedNl, filledNl: nanolitres(20_000_000) };
    this.tell('reservoir.refilled.v1', at, data, { reconciliation });
  }
}
