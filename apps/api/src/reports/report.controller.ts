import { Controller, Inject } from '@nestjs/common';
import type { AlarmReport, EpochMs } from '@cisterna/contract';
import { alarmFigures, partitionStates, type ReadModel } from '@cisterna/read-model';
import { visibleClinics } from '../access/principal.ts';
import { Asked, type CallOf } from '../http/call.ts';
import { parameterProblem } from '../http/query.ts';
import { Handles } from '../http/route.ts';
import type { ServiceTime } from '../service-time.ts';
import { READ_MODEL, TIME } from '../tokens.ts';
import { alarmReportOf } from './alarm-report.ts';
import { alarmReportRoute } from './report.routes.ts';

const dayMs = 86_400_000;
const usualDays = 30;
const longestDays = 400;

/** The period asked for; throws `invalid-parameter`. */
const periodOf = (
  asked: { from: EpochMs | null; to: EpochMs | null },
  now: EpochMs,
): { from: EpochMs; to: EpochMs } => {
  const to = Math.min(asked.to ?? now, now);
  const from = asked.from ?? to - usualDays * dayMs;
  if (from >= to) throw parameterProblem('from', 'must lie before the end of the period, and that not after now');
  if (to - from > longestDays * dayMs)
    throw parameterProblem('from', `must not lie over ${longestDays} days before the end`);
  return { from, to };
};

@Controller()
export class ReportController {
  constructor(
    @Inject(READ_MODEL) private readonly model: ReadModel,
    @Inject(TIME) private readonly time: ServiceTime,
  ) {}

  @Handles(alarmReportRoute)
  async alarms(@Asked() { principal, query }: CallOf<typeof alarmReportRoute>): Promise<AlarmReport> {
    const asked = { ...periodOf(query, await this.now()), clinicIds: visibleClinics(principal, query.clinicId) };
    return alarmReportOf(asked, await alarmFigures(this.model, asked));
  }

  private async now(): Promise<EpochMs> {
    const states = await partitionStates(this.model, this.time.forLists().topic);
    return this.time.nowFor(states.reduce((latest, { clockAt }) => Math.max(latest, clockAt), 0));
  }
}
