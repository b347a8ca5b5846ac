import type { AlertView, ArchivedEvent, PumpView, ReconciliationView } from '@cisterna/contract';
import { describeWithKafka } from '../../libs/event-log/src/testing/test-brokers.ts';
import { HttpClient } from '../kit/http-client.ts';
import { Stage } from '../kit/stage.ts';
import { hourMs, PumpScript } from '../kit/telemetry.ts';
import { TopicReader } from '../kit/topic-reader.ts';

const reports = [10_417, 9_803, 10_001, 9_999, 10_333, 1, 0, 10_416];
const delivered = reports.reduce((sum, nl) => sum + nl, 0);

/** A pump's first days: installed, programmed, filled, reporting. */
const firstHours = (pumpId: string, from: number): PumpScript => {
  const pump = new PumpScript(pumpId, from);
  pump.register();
  pump.tell('therapy.programmed.v1', {
    mode: 'continuous',
    segments: [{ startMinute: 0, rateNlPerHour: 10_417 }],
    patientBolus: null,
  } as never);
  pump.refill(0, 18_000_000);
  for (const nl of reports) pump.report(nl, 10_417);
  return pump;
};

describeWithKafka('the spine, from Kafka to rows to HTTP', () => {
  let stage: Stage;
  let http: HttpClient;
  const pump = firstHours('SPINE-1', Math.floor(Date.now() / 1000) * 1000 - 30 * hourMs);

  beforeAll(async () => {
    stage = await Stage.open();
    http = new HttpClient((await stage.start('cisterna')).url);
    await stage.send(pump.events);
  });
  afterAll(() => stage.close());

  const view = (version: number): Promise<PumpView> =>
    http.getWhen<PumpView>('/v1/pumps/SPINE-1', answer => answer.version === version);

  it('accounts for every nanolitre and answers with what the pump was told', async () => {
    const { reservoir, registration, therapy, deliveryState, completeness, connectivity } = await view(11);
    expect(reservoir).toMatchObject({
      capacityNl: 20_000_000,
      lowReservoirNl: 2_000_000,
      filledNl: 18_000_000,
      deliveredSinceFillNl: delivered,
      computedLevelNl: 18_000_000 - delivered,
      sensedLevelNl: null,
      unreportedNl: 0,
      lastReconciliation: null,
    });
    expect(registration).toMatchObject({ clinicId: 'C-1', serial: 'S-1' });
    expect(therapy).toMatchObject({ mode: 'continuous', since: pump.events[1]!.time });
    expect(deliveryState).toBe('delivering');
    expect(completeness).toEqual({
      completeThrough: { boot: 1, seq: 11, time: pump.events.at(-1)!.time },
      gaps: [],
      missing: 0,
    });
    expect(connectivity).toMatchObject({ lastEventAt: pump.events.at(-1)!.time, silent: false });
  });

  it('keeps every event in the archive as it was sent', async () => {
    const archived = await http.all<ArchivedEvent>('/v1/pumps/SPINE-1/events');
    expect(archived.map(({ receivedAt: _, ...event }) => event)).toEqual(pump.events);
    expect(await stage.database.count('select count(*) from event')).toBe(11);
    expect(await stage.database.count('select sum(delivered_nl) from event')).toBe(delivered);
  });

  it('reconciles a refill to the nanolitre and raises the discrepancy', async () => {
    const expectedNl = 18_000_000 - delivered;
    pump.refill(expectedNl + 2_000_001, 17_000_000);
    pump.report(5_000);
    await stage.send(pump.events.slice(11));
    const { reservoir } = await view(13);
    expect(reservoir).toMatchObject({ filledNl: 17_000_000, deliveredSinceFillNl: 5_000, computedLevelNl: 16_995_000 });
    const judged = {
      aspiratedNl: expectedNl + 2_000_001,
      expectedNl,
      discrepancyNl: 2_000_001,
      limitNl: 2_000_000,
      withinLimit: false,
      deliveredNl: delivered,
      deliveryRatio: (18_000_000 - expectedNl - 2_000_001) / delivered,
      complete: true,
    };
    expect(reservoir.lastReconciliation).toMatchObject(judged);
    expect(await http.all<ReconciliationView>('/v1/pumps/SPINE-1/reconciliations')).toMatchObject([judged]);
  });

  it('turns the device’s alarm into one alert, over HTTP and on the topic', async () => {
    const raised = pump.alarm('raised', 'motor-stall');
    await stage.send([raised]);
    await view(14);
    const alerts = await http.all<AlertView>('/v1/alerts?pumpId=SPINE-1');
    const stall = alerts.find(({ kind }) => kind === 'motor-stall')!;
    expect(alerts.map(({ kind }) => kind).sort()).toEqual(['motor-stall', 'under-delivery', 'volume-discrepancy']);
    const short = alerts.find(({ kind }) => kind === 'under-delivery')!;
    expect(short).toMatchObject({ suppressedBy: [{ reason: 'duplicate' }], version: 2 });
    expect(stall).toMatchObject({
      priority: 'high',
      condition: 'active',
      onsetAt: raised.time,
      clinicId: 'C-1',
      version: 1,
    });
    expect((await view(14)).alerts).toEqual({ open: 3, unacknowledged: 3, highestPriority: 'high' });

    const reader = new TopicReader(stage.brokers, stage.topics.alerts);
    const published = await reader.when('all changes are published', records => records.length >= 4);
    await reader.close();
    const record = published.find(({ value }) => value?.includes(stall.id))!;
    expect(record).toMatchObject({ key: 'SPINE-1', headers: { 'content-type': 'application/cloudevents+json' } });
    expect(JSON.parse(record.value!)).toEqual({
      specversion: '1.0',
      id: `${stall.id}:1`,
      source: '/cisterna/alerts',
      type: 'alert.raised.v1',
      subject: 'SPINE-1',
      time: stall.raisedAt,
      datacontenttype: 'application/json',
      data: stall,
    });
  });

  it('counts the fleet and lists the pump', async () => {
    expect(await http.get('/v1/fleet')).toMatchObject({
      pumps: 1,
      deliveryState: { 'not-delivering': 1 },
      openAlerts: { high: 2, medium: 1, low: 0 },
    });
    const [summary] = await http.all<PumpView>('/v1/pumps?deliveryState=not-delivering');
    expect(summary).toMatchObject({
      id: 'SPINE-1',
      mechanism: { motor: 'stalled', openDeviceAlarms: ['motor-stall'] },
    });
  });
});
