import { pino } from 'pino';
import type { AlertRuleChanges, AlertView } from '@cisterna/contract';
import { defaultAlertRules } from '@cisterna/domain';
import { startThrowawayPostgres, type EmbeddedPostgres } from '@cisterna/platform';
import { alertsOfPumps, changeClinicRules, openReadModel, type ReadModel } from '@cisterna/read-model';
import { alarm, envelope, hour, registration, startAt } from '../testing/telemetry.ts';
import { WorkedPartition } from '../testing/worked-partition.fixture.ts';
import { ClinicRules } from './clinic-rules.ts';

const silent = pino({ level: 'silent' });
const heard = (seq: number, at: number) => envelope('bolus.denied.v1', { reason: 'lockout' }, { seq, at });

describe('the rules of a clinic in the projector', () => {
  let postgres: EmbeddedPostgres;
  let model: ReadModel;
  let rules: ClinicRules;

  beforeAll(async () => {
    postgres = await startThrowawayPostgres();
    model = await openReadModel({ url: postgres.url, poolSize: 4, log: silent });
  });
  beforeEach(async () => {
    await model.dataSource.query('truncate event, pump, pump_snapshot, alert, alert_change, partition, clinic_rules');
    rules = new ClinicRules(model, silent);
  });
  afterEach(() => rules.stop());
  afterAll(async () => {
    await model.close();
    await postgres.stop();
  });

  const put = (changes: AlertRuleChanges, clinicId = 'north') =>
    changeClinicRules(model, { clinicId, changes, updatedAt: 1, updatedBy: 'doctor' }, () => true);
  const told = async (): Promise<string[]> => {
    const alerts = (await alertsOfPumps(model, ['P-1'])).map(({ doc }) => JSON.parse(doc) as AlertView);
    return alerts.map(({ kind, priority, version }) => `${kind} ${priority} ${version}`);
  };
  const started = (): Promise<WorkedPartition> => new WorkedPartition(model, startAt).start({ rules });

  it('are the default, one object for all, until a clinic sets some; those that did not change stay the same', async () => {
    await rules.read();
    expect([
      rules.isEmpty,
      rules.rulesOf('north') === defaultAlertRules,
      rules.rulesOf(null) === defaultAlertRules,
    ]).toEqual([true, true, true]);
    await put({ rules: { 'motor-stall': { priority: 'low' } } });
    await rules.read();
    const north = rules.rulesOf('north');
    expect(north.priorities).toEqual({ 'motor-stall': 'low' });
    await put({}, 'south');
    await rules.read();
    expect([rules.rulesOf('north') === north, rules.rulesOf('west') === defaultAlertRules]).toEqual([true, true]);
  });

  it('are followed as they change', async () => {
    rules.start();
    await put({ rules: { 'motor-stall': { priority: 'low' } } });
    const deadline = performance.now() + 15_000;
    while (rules.isEmpty && performance.now() < deadline) await new Promise(resolve => setTimeout(resolve, 10));
    expect(rules.rulesOf('north').priorities).toEqual({ 'motor-stall': 'low' });
  });

  it('decide from the batch on that brings the registration, and are taken over by an open alert at the pump’s next event', async () => {
    await put({ rules: { 'motor-stall': { priority: 'low' } } });
    await rules.read();
    const work = await (
      await started()
    ).take([registration({ seq: 1, at: startAt }), alarm('motor-stall', { seq: 2, at: startAt })]);
    await work.take([]);
    expect(await told()).toEqual(['motor-stall low 1']);
    await put({ rules: { 'motor-stall': { priority: 'medium' } } });
    await rules.read();
    await work.take([heard(3, startAt + 1000)]);
    await work.take([heard(4, startAt + 2000)]);
    await work.take([]);
    expect(await told()).toEqual(['motor-stall medium 2']);
  });

  it('move the deadline of silence', async () => {
    await put({ thresholds: { silentAfterIntervals: 4, silentAfterSeconds: 0 } });
    await rules.read();
    const work = await (await started()).take([registration({ seq: 1, at: startAt }, { reportIntervalSeconds: 300 })]);
    await work.observe(startAt + 19 * 60_000);
    expect([await work.silences(), await work.silentAt()]).toEqual([[], startAt + 20 * 60_000]);
    await work.observe(startAt + hour);
    expect(await work.silences()).toHaveLength(1);
  });
});
