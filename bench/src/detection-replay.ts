import type { DeliveryReported, PumpEvent } from '@cisterna/contract';
import { foldHistory, type PumpState } from '@cisterna/domain';
import { evolveCatheter } from '../../libs/domain/src/catheter/catheter.ts';
import { NOTHING_DELIVERED_MS } from '../../libs/domain/src/flow/flow-limits.ts';
import { evolveFlow } from '../../libs/domain/src/flow/flow.ts';
import { evolveHabit } from '../../libs/domain/src/forecast/bolus-habit.ts';
import { estimateMedianNl } from '../../libs/domain/src/forecast/estimate.ts';
import { evolveLevel } from '../../libs/domain/src/forecast/evolve-level.ts';
import { levelInputs } from '../../libs/domain/src/pump/pump-state.ts';
import { evolveIndirect } from '../../libs/domain/src/therapy-effect/indirect-suspicion.ts';

/** A report with the states before and after it, which the fold has made. */
export interface Moment {
  readonly event: DeliveryReported;
  readonly before: PumpState;
  readonly after: PumpState;
}

/** Goes through histories: whole, as the projector folds them, and again by the parts that detect and forecast, on what each was given. */
export class DetectionReplay {
  /** What was made last: results that nobody could read might not be computed. */
  last: unknown = null;

  fold(events: readonly PumpEvent[]): void {
    const [first] = events;
    if (first !== undefined) this.last = foldHistory(null, first.pumpId, events);
  }

  /** The reports of a history with their states, folded event by event. */
  moments(events: readonly PumpEvent[]): readonly Moment[] {
    const moments: Moment[] = [];
    let before: PumpState | null = null;
    for (const event of events) {
      const after: PumpState = foldHistory(before, event.pumpId, [event]).state;
      if (before !== null && event.type === 'delivery.reported.v1') moments.push({ event, before, after });
      before = after;
    }
    return moments;
  }

  judge(moments: readonly Moment[]): void {
    for (const moment of moments) {
      this.forecast(moment);
      this.detect(moment);
    }
  }

  /** Belief about the level, habit of boluses, and the estimate that the low-reservoir rule asks for at each report. */
  private forecast({ event, before, after }: Moment): void {
    const inputs = levelInputs(after);
    if (event.data.reservoirSensedNl !== null) this.last = evolveLevel(before.level, event, { fill: inputs, complete: true });
    this.last = evolveHabit(before.habit, event, before.therapy);
    if (inputs !== null) this.last = estimateMedianNl(inputs);
  }

  /** Catheter by pressure or by what the patient shows, and flow. */
  private detect({ event, before, after }: Moment): void {
    const { mriWindows, therapy } = before;
    const sensor = before.registration?.sensors.catheterPressure ?? false;
    const maxPerDay = therapy?.patientBolus?.maxPerDay ?? null;
    this.last = evolveFlow(before.flow, event, { ended: null, maxPerDay, nothingDeliveredMs: NOTHING_DELIVERED_MS });
    this.last = evolveCatheter(before.catheter, event, { sensor, mriWindows });
    if (sensor) return;
    const deliveryDisturbed = after.mechanism.therapyStopped || after.alerts.open.length > 0;
    this.last = evolveIndirect(before.indirect, event, { therapy: after.therapy, deliveryDisturbed, reconciliation: null, mriWindows });
  }
}
