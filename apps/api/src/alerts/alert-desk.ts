import type { AlertView, EpochMs } from '@cisterna/contract';
import { commandAlert, type AlertCommand, type CommandOutcome } from '@cisterna/domain';
import { alertRecord, alertsByIds, changeAlert, readPumps, type ReadModel } from '@cisterna/read-model';
import { maySee, type Principal } from '../access/principal.ts';
import { Problem } from '../http/problem.ts';
import type { ServiceTime } from '../service-time.ts';
import { endOutOfRange } from './alert-order.ts';
import { matches, type WantedVersions } from './entity-tag.ts';

const notFound = (alertId: string): Problem => new Problem('alert-not-found', `There is no alert ${alertId}.`);

type Refusal = Extract<CommandOutcome, string> | 'version-conflict';

const problems: Readonly<Record<Refusal, () => Problem>> = {
  'condition-still-active': () => new Problem('condition-still-active', 'The cause of the alert still lasts.'),
  'version-conflict': () => new Problem('version-conflict', 'The alert has changed since it was read.'),
  'until-out-of-range': endOutOfRange,
};

/** An alert that the caller may see, as it was read, and the time through which its pump's partition has been read. */
export interface SeenAlert {
  readonly view: AlertView;
  readonly clockAt: EpochMs;
}

/** Where people look at alerts and act on them. All of it may throw DatabaseUnavailable. */
export class AlertDesk {
  constructor(
    private readonly model: ReadModel,
    private readonly topic: string,
    private readonly time: ServiceTime,
  ) {}

  /** Throws `alert-not-found` also for what lies outside of the caller's clinics: access follows the pump's newest registration, not the clinic it had when the alert was raised. */
  async see(principal: Principal, alertId: string): Promise<SeenAlert> {
    const [alert] = await alertsByIds(this.model, [alertId]);
    if (alert === undefined) throw notFound(alertId);
    const [pump] = await readPumps(this.model, this.topic, [alert.pumpId]);
    if (!maySee(principal, pump?.clinicId ?? null)) throw notFound(alertId);
    return { view: alertRecord(alert).view, clockAt: pump?.clockAt ?? 0 };
  }

  /** Carries a command out on the alert as it is by now; throws `condition-still-active`, `version-conflict`, `invalid-body`. */
  async command({ view, clockAt }: SeenAlert, command: AlertCommand, wanted: WantedVersions): Promise<AlertView> {
    const at = this.time.nowFor(clockAt);
    const outcome = await changeAlert<Refusal>(this.model, view.id, record =>
      matches(wanted, record.view.version) ? commandAlert(record, command, { at }) : 'version-conflict',
    );
    if (outcome === null) throw notFound(view.id);
    if (outcome.kind === 'refused') throw problems[outcome.refusal]();
    return outcome.record.view;
  }
}
