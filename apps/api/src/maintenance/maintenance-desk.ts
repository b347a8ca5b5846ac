import { randomUUID } from 'node:crypto';
import {
  formatTime,
  maintenanceFaults,
  parseTime,
  type EpochMs,
  type Fault,
  type MaintenanceDraft,
  type MaintenanceView,
} from '@cisterna/contract';
import { longestMaintenanceMs } from '@cisterna/domain';
import {
  addMaintenance,
  clinicReadThrough,
  endMaintenance,
  findMaintenance,
  readPumps,
  type ReadModel,
  type StoredMaintenance,
} from '@cisterna/read-model';
import { withNameFaults } from '../access/acting-person.ts';
import { maySee, type Principal } from '../access/principal.ts';
import { invalidBody, Problem } from '../http/problem.ts';
import type { ServiceTime } from '../service-time.ts';

const stateAt = ({ startsAt, endsAt }: StoredMaintenance, now: EpochMs): MaintenanceView['state'] => {
  if (endsAt <= now) return 'over';
  return startsAt <= now ? 'in-force' : 'scheduled';
};

/** Maintenance as callers see it at `now`. */
export const maintenanceView = (stored: StoredMaintenance, now: EpochMs): MaintenanceView => ({
  id: stored.id,
  clinicId: stored.clinicId,
  pumpId: stored.pumpId,
  startsAt: formatTime(stored.startsAt),
  endsAt: formatTime(stored.endsAt),
  state: stateAt(stored, now),
  reason: stored.reason,
  by: stored.by,
  createdAt: formatTime(stored.createdAt),
  endedBy: stored.endedBy,
});

interface Period {
  readonly startsAt: EpochMs;
  readonly endsAt: EpochMs;
}

const periodFaults = ({ startsAt, endsAt }: Period, now: EpochMs): Fault[] => {
  if (endsAt <= startsAt || endsAt <= now)
    return [{ pointer: '/endsAt', detail: 'must lie ahead, and behind startsAt' }];
  return endsAt > startsAt + longestMaintenanceMs
    ? [{ pointer: '/endsAt', detail: 'must lie at most 24 hours behind startsAt' }]
    : [];
};

const notFound = (detail: string): Problem => new Problem('not-found', detail);

/** Where people say that pumps and clinics are maintained. All of it may throw DatabaseUnavailable. */
export class MaintenanceDesk {
  constructor(
    private readonly model: ReadModel,
    private readonly topic: string,
    private readonly time: ServiceTime,
  ) {}

  /** Makes maintenance; throws `invalid-body` naming every fault, `not-found` for a clinic and `pump-not-found` for a pump that the caller may not see. */
  async add(principal: Principal, body: unknown): Promise<MaintenanceView> {
    const faults = withNameFaults(maintenanceFaults(body), body, { principal, required: true });
    if (faults.length > 0) throw invalidBody(faults);
    const draft = body as MaintenanceDraft;
    const { clinicId, reason } = draft;
    if (!maySee(principal, clinicId)) throw notFound(`There is no clinic ${clinicId}.`);
    const now = await this.nowAt(draft);
    const period = periodOf(draft, now);
    const wrong = periodFaults(period, now);
    if (wrong.length > 0) throw invalidBody(wrong);
    const stored = await addMaintenance(this.model, {
      id: `mnt_${randomUUID().replaceAll('-', '')}`,
      clinicId,
      pumpId: draft.pumpId ?? null,
      ...period,
      reason,
      by: draft.by ?? principal.name,
      createdAt: this.time.wallNow(),
    });
    return maintenanceView(stored, now);
  }

  /** Ends maintenance early; throws `not-found`, also for that of clinics the caller may not see. */
  async end(principal: Principal, id: string): Promise<void> {
    const found = await findMaintenance(this.model, id);
    if (found === null || !maySee(principal, found.clinicId)) throw notFound(`There is no maintenance ${id}.`);
    const at = this.time.nowFor(await clinicReadThrough(this.model, this.topic, found.clinicId));
    await endMaintenance(this.model, { id, at, by: principal.name });
  }

  /** Now by the clock of the pump, or of those of the clinic that are furthest. */
  private async nowAt({ clinicId, pumpId }: MaintenanceDraft): Promise<EpochMs> {
    if (pumpId === undefined || pumpId === null)
      return this.time.nowFor(await clinicReadThrough(this.model, this.topic, clinicId));
    const [pump] = await readPumps(this.model, this.topic, [pumpId]);
    if (pump?.clinicId !== clinicId) throw new Problem('pump-not-found', `There is no pump ${pumpId} in ${clinicId}.`);
    return this.time.nowFor(pump.clockAt);
  }
}

const periodOf = ({ startsAt, endsAt }: MaintenanceDraft, now: EpochMs): Period => ({
  startsAt: parseTime(startsAt ?? '') ?? now,
  endsAt: parseTime(endsAt) ?? 0,
});
