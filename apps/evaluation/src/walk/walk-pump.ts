import type { EpochMs, PumpEvent } from '@cisterna/contract';
import { catheterStatusOf, foldHistory, type AlertTransition, type PumpState } from '@cisterna/domain';
import { hourMs, type ImaginedPump } from '../fleet/pump-truth.ts';
import { lookAt, reconciledAt, type Look, type ReconciledCycle } from './look.ts';
import { SuspicionLog, type Suspicion } from './suspicion.ts';

/** What the service would have said about one pump in the course of its life. */
export interface Walk {
  readonly looks: readonly Look[];
  readonly suspicions: readonly Suspicion[];
  /** When alerts of these kinds were raised: device time of the cause. */
  readonly overDeliveryAts: readonly EpochMs[];
  readonly underDeliveryAts: readonly EpochMs[];
  readonly reconciliations: readonly ReconciledCycle[];
}

/** The view is asked so often, and at every change of the catheter's status. */
const lookEveryMs = 6 * hourMs;

/** An entry that no person's record of an imagined history has. */
const examinationEntry = 900;

/** Folds event by event, as they would come without delay; a void folds anew all that came before. */
class PumpWalk {
  readonly looks: Look[] = [];
  readonly transitions: AlertTransition[] = [];
  readonly reconciliations: ReconciledCycle[] = [];
  readonly log: SuspicionLog;
  private state: PumpState | null = null;
  private readonly past: PumpEvent[] = [];
  private nextLookAt = 0;
  private filledAt = NaN;

  constructor(private readonly pump: ImaginedPump) {
    this.log = new SuspicionLog(pump.truth);
  }

  run(): void {
    for (const event of this.pump.events) {
      if (event.entry === 0) this.examineBefore(event);
      this.take(event);
    }
  }

  private examineBefore(event: PumpEvent): void {
    const dueAt = this.log.takeExamination(event.at);
    const last = this.past.at(-1);
    if (dueAt === null || last === undefined) return;
    const { pumpId, boot, seq } = last;
    const clinicId = 'clinic-00';
    const data = { method: 'side-port-aspiration', finding: 'patent' } as const;
    this.take({
      type: 'catheter.examined.v1',
      pumpId,
      boot,
      seq,
      entry: examinationEntry,
      at: dueAt,
      receivedAt: dueAt,
      clinicId,
      data,
    });
  }

  private take(event: PumpEvent): void {
    const before = this.state === null ? 'no-suspicion' : catheterStatusOf(this.state);
    const state = this.fold(event);
    const status = catheterStatusOf(state);
    this.log.hear(event.at, status === 'suspected' || status === 'confirmed');
    if (event.type === 'delivery.reported.v1' && (event.at >= this.nextLookAt || status !== before))
      this.look(state, event.at);
    if (event.type === 'reservoir.refilled.v1') this.reconcile(state, event.at);
  }

  private fold(event: PumpEvent): PumpState {
    this.past.push(event);
    const anew = event.type === 'record.voided.v1';
    const { state, transitions } = foldHistory(anew ? null : this.state, event.pumpId, anew ? this.past : [event]);
    if (!anew && transitions.length > 0) this.transitions.push(...transitions);
    this.state = state;
    return state;
  }

  private reconcile(state: PumpState, at: EpochMs): void {
    const reconciled = reconciledAt(state, at, this.filledAt);
    if (reconciled !== null) this.reconciliations.push(reconciled);
    this.filledAt = at;
  }

  private look(state: PumpState, at: EpochMs): void {
    this.looks.push(lookAt(state, at));
    this.nextLookAt = at + lookEveryMs;
  }
}

const raisedAts = (transitions: readonly AlertTransition[], kind: string): readonly EpochMs[] =>
  transitions.filter(({ change, episode }) => change === 'raised' && episode.kind === kind).map(({ at }) => at);

/** Lets the service see one pump's life. */
export const walkPump = (pump: ImaginedPump): Walk => {
  const walk = new PumpWalk(pump);
  walk.run();
  return {
    looks: walk.looks,
    suspicions: walk.log.suspicions,
    overDeliveryAts: raisedAts(walk.transitions, 'over-delivery'),
    underDeliveryAts: raisedAts(walk.transitions, 'under-delivery'),
    reconciliations: walk.reconciliations,
  };
};
