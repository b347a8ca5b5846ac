import type { AlertView, EpochMs, List, PumpId, PumpSummary, PumpView } from '@cisterna/contract';
import { alertRulesWith, defaultAlertRules, judgedSummary, noOutages, parsePump, pumpView, silentAt, type AlertRules } from '@cisterna/domain';
import {
  alertCounts,
  alertsOfPumps,
  clinicRulesOf,
  listPumps,
  readPumps,
  type ListedPump,
  type PumpListQuery,
  type ReadModel,
} from '@cisterna/read-model';
import { maySee, type Principal } from '../access/principal.ts';
import { Problem } from '../http/problem.ts';
import type { ServiceTime } from '../service-time.ts';
import { alertCountsAt } from './alert-counts-at.ts';
import { foldAt, type Moment } from './pump-history.ts';
import { PumpReadings, readPump, type ReadPump } from './pump-readings.ts';

const noAlerts = { open: 0, unacknowledged: 0, highestPriority: null } as const;

const notFound = (pumpId: PumpId): Problem => new Problem('pump-not-found', `There is no pump ${pumpId}.`);

/** Reads pumps for answers: rows to views, judged by the service's time. All of it may throw DatabaseUnavailable. */
export class PumpReader {
  private readonly readings: PumpReadings;

  constructor(
    private readonly model: ReadModel,
    private readonly topic: string,
    private readonly time: ServiceTime,
  ) {
    this.readings = new PumpReadings(model, topic);
  }

  /** One page; throws InvalidCursor. */
  async list(query: Omit<PumpListQuery, 'judgedAt'>): Promise<List<PumpSummary>> {
    const { items, nextCursor } = await listPumps(this.model, { ...query, judgedAt: this.time.forLists() });
    return { items: await this.judged(await this.readings.of(items)), nextCursor };
  }

  /** What the live stream shows of these rows, the same as a list. */
  summaries(pumps: readonly ListedPump[]): Promise<PumpSummary[]> {
    return this.judged(pumps.map(readPump));
  }

  /** The row of a pump that the caller may see; throws `pump-not-found` for any other. */
  async row(principal: Principal, pumpId: PumpId): Promise<ListedPump> {
    const [pump] = await readPumps(this.model, this.topic, [pumpId]);
    if (pump === undefined || !maySee(principal, pump.clinicId)) throw notFound(pumpId);
    return pump;
  }

  /** The pump at a moment; throws `pump-not-found`, also when no event is left. */
  async view(principal: Principal, pumpId: PumpId, moment: Moment): Promise<PumpView> {
    const pump = await this.row(principal, pumpId);
    const at = moment.asOf ?? moment.knownAt;
    if (at !== null) return this.viewAt(pump, moment, at);
    const counts = await alertCounts(this.model, [pumpId]);
    return this.viewNow(pump, counts.get(pumpId) ?? noAlerts);
  }

  private async judged(pumps: readonly ReadPump[]): Promise<PumpSummary[]> {
    const counts = await alertCounts(
      this.model,
      pumps.map(({ pumpId }) => pumpId),
    );
    return pumps.map(({ pumpId, reading, silentAt, clockAt }) =>
      judgedSummary(reading, {
        now: this.time.nowFor(clockAt),
        readThrough: clockAt,
        silentAt,
        alerts: counts.get(pumpId) ?? noAlerts,
      }),
    );
  }

  private viewNow(pump: ListedPump, alerts: PumpView['alerts']): PumpView {
    const { clockAt, silentAt } = pump;
    return pumpView(parsePump(pump.state), { now: this.time.nowFor(clockAt), readThrough: clockAt, silentAt, alerts });
  }

  /** Those that its clinic has in force today. */
  private async rulesOf({ clinicId }: ListedPump): Promise<AlertRules> {
    const stored = clinicId === null ? null : await clinicRulesOf(this.model, clinicId);
    return stored === null ? defaultAlertRules : alertRulesWith(stored.changes);
  }

  /** What the clock decides is judged at `asOf`, else at the service's time: the reading is of long ago, the question is of now. */
  private async viewAt(pump: ListedPump, moment: Moment, at: EpochMs): Promise<PumpView> {
    const rules = await this.rulesOf(pump);
    const state = await foldAt(this.model, pump.pumpId, moment, rules);
    if (state === null) throw notFound(pump.pumpId);
    const stored = await alertsOfPumps(this.model, [pump.pumpId]);
    const alerts = stored.map(alert => JSON.parse(alert.doc) as AlertView);
    return pumpView(state, {
      now: moment.asOf ?? this.time.nowFor(pump.clockAt),
      readThrough: moment.asOf ?? pump.clockAt,
      silentAt: silentAt(state, noOutages, rules),
      asOf: at,
      alerts: alertCountsAt(alerts, at, moment.asOf === null ? 'raisedAt' : 'onsetAt'),
    });
  }
}
