import { randomBytes } from 'node:crypto';
import type { AlertKind, AlertMessage, AlertView } from '@cisterna/contract';
import { alertRules } from '../../libs/domain/src/alerts/alert-kinds.ts';
import { describeWithKafka } from '../../libs/event-log/src/testing/test-brokers.ts';
import { eventually } from '../kit/eventually.ts';
import { ExampleSubscriber } from '../kit/example-subscriber.ts';
import { HttpClient } from '../kit/http-client.ts';
import { stagedFleet } from '../kit/staged-fleet.ts';
import { Stage, type Sent } from '../kit/stage.ts';
import { hourMs, PumpScript, type WireEvent } from '../kit/telemetry.ts';

const secret = `whsec_${randomBytes(32).toString('base64')}`;
const startAt = Date.UTC(2026, 0, 5);
const days = 150;
const structured = { 'content-type': 'application/cloudevents+json' };

/** What a simulated fleet lives through: each fault in a pump of its own, and pumps without. */
const fleet = {
  startAt,
  days,
  strikeAfterDays: 20,
  pumps: 14,
  reportIntervalSeconds: 7_200,
  interventions: true,
  strikes: [
    'motor-stall-recovered',
    'mri-no-resume',
    'occlusion',
    'over-delivery',
    'under-delivery',
    'battery-depletion',
    'critical-memory-error',
    'clock-jump',
    'motor-stall',
    'pocket-fill',
    'level-sensor-drift',
  ],
} as const;

/** The kinds that this fleet does not raise, told by hand. */
const stories: Readonly<Partial<Record<AlertKind, (pump: PumpScript) => void>>> = {
  'empty-reservoir': pump => {
    pump.alarm('raised', 'empty-reservoir');
    pump.refill(0, 20_000_000);
  },
  'end-of-service': pump => {
    pump.alarm('raised', 'end-of-service');
    pump.alarm('cleared', 'end-of-service');
  },
  'records-rejected': pump => {
    const event = pump.report(10_000);
    pump.events[pump.events.length - 1] = { ...event, data: { deliveredNl: 'much' } };
    pump.report(10_000);
  },
};

const tell = ([kind, story]: [string, (pump: PumpScript) => void]): Sent[] => {
  const pump = new PumpScript(`TOLD-${kind}`, startAt + days * 24 * hourMs);
  pump.register();
  pump.refill(0, 20_000_000);
  pump.report(10_000);
  story(pump);
  return pump.events.map((event: WireEvent) => ({ event, receivedAt: Date.parse(event.time) + 1_000 }));
};

describeWithKafka('every kind of alert, from the pump to a subscriber', () => {
  let stage: Stage;
  let http: HttpClient;
  let example: ExampleSubscriber;

  const messages = (): readonly AlertMessage[] => example.messages as unknown as readonly AlertMessage[];
  const settled = (): Promise<boolean> =>
    eventually(
      'all is delivered',
      async () => {
        const { lag } = await http.get<{ lag: { events: number } }>('/v1/fleet');
        const waiting = await stage.database.count(
          `select (select count(*) from alert_change where not dispatched) + (select count(*) from delivery where status = 'waiting')`,
        );
        return lag.events === 0 && waiting === 0;
      },
      60_000,
    );
  /** What a person does about the latched ones once their causes are gone. */
  const resetAll = async (): Promise<void> => {
    for (const { id, condition } of await http.all<AlertView>('/v1/alerts?state=all')) {
      if (condition !== 'latched') continue;
      const { status } = await http.post(`/v1/alerts/${encodeURIComponent(id)}/reset`, { by: 'ward', note: 'seen to' });
      expect({ id, status }).toEqual({ id, status: 200 });
    }
  };
  const sendFleet = async (): Promise<void> => {
    const records = stagedFleet(fleet);
    for (let from = 0; from < records.length; from += 2_000) {
      const part = records.slice(from, from + 2_000);
      await stage.log.append(
        part.map(({ pumpId, arrivalAt, value }) => ({
          key: pumpId,
          value,
          headers: structured,
          receivedAt: arrivalAt,
        })),
      );
    }
  };

  beforeAll(async () => {
    stage = await Stage.open();
    example = await ExampleSubscriber.listen(secret);
    http = new HttpClient((await stage.start('cisterna', { CISTERNA_CLOCK: 'stream' })).url);
    const subscription = { name: 'all', channel: 'webhook', target: example.url, secret };
    expect((await http.post('/v1/subscriptions', subscription)).status).toBe(201);
    await sendFleet();
    await stage.send(Object.entries(stories).flatMap(tell));
    await settled();
    await resetAll();
    await settled();
  }, 180_000);
  afterAll(async () => {
    await stage.close();
    await example.close();
  });

  it.each(Object.keys(alertRules) as AlertKind[])('%s: raised and over, both received', kind => {
    const told = messages().filter(({ data }) => data.kind === kind);
    const isToldByHand = stories[kind] !== undefined;
    const own = told.filter(({ data }) => data.pumpId.startsWith(isToldByHand ? 'TOLD-' : 'SIM-'));
    const raised = new Set(own.filter(({ type }) => type === 'alert.raised').map(({ data }) => data.id));
    const over = own.filter(
      ({ type, data }) => ['alert.cleared', 'alert.reset'].includes(type) && data.condition === 'inactive',
    );
    expect(raised.size).toBeGreaterThan(0);
    expect(over.filter(({ data }) => raised.has(data.id)).length).toBeGreaterThan(0);
  });

  it('marks every message about a simulated pump, and no other', () => {
    const wrong = messages().filter(({ simulated, data }) => (simulated === true) !== data.pumpId.startsWith('SIM-'));
    expect(wrong).toEqual([]);
    expect(messages().some(({ simulated }) => simulated !== true)).toBe(true);
  });
});
