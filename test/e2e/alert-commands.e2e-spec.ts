import type { AlertView, PumpSummary } from '@cisterna/contract';
import { describeWithKafka } from '../../libs/event-log/src/testing/test-brokers.ts';
import { eventually } from '../kit/eventually.ts';
import { HttpClient, type Answer } from '../kit/http-client.ts';
import type { ServiceProcess } from '../kit/service-process.ts';
import { Stage } from '../kit/stage.ts';
import { StreamReader } from '../kit/stream-reader.ts';
import { hourMs, PumpScript } from '../kit/telemetry.ts';
import { TopicReader } from '../kit/topic-reader.ts';

interface Published {
  readonly id: string;
  readonly data: AlertView;
}

const raced = Array.from({ length: 24 }, (_, index) => new PumpScript(`RACE-${index}`, Date.now() - 20 * hourMs));
const quiet = new PumpScript('QUIET-1', Date.now() - 1_200 * hourMs);
const shelved = new PumpScript('SHELF-1', Date.now() - 20 * hourMs);
/** Six processes' pools must fit into what the database takes. */
const sideBySide = 4;
const everyone = [...raced, quiet, shelved];
const pathOf = ({ id }: AlertView): string => `/v1/alerts/${encodeURIComponent(id)}`;

describeWithKafka('people acting on alerts, with two of each process', () => {
  let stage: Stage;
  let topic: TopicReader;
  let stream: StreamReader;
  let apis: readonly HttpClient[];
  let notifiers: ServiceProcess[];
  let projector: ServiceProcess;

  beforeAll(async () => {
    stage = await Stage.open();
    const started = await Promise.all([
      stage.start('api'),
      stage.start('api'),
      stage.start('notifier'),
      stage.start('notifier'),
      stage.start('projector'),
      stage.start('projector'),
    ]);
    apis = started.slice(0, 2).map(({ url }) => new HttpClient(url));
    notifiers = started.slice(2, 4);
    [projector] = started.slice(4) as [ServiceProcess];
    topic = new TopicReader(stage.brokers, stage.topics.alerts);
    stream = new StreamReader(`${started[0].url}/v1/stream`);
    await stream.when('a snapshot', ({ event }) => event === 'snapshot');
    for (const pump of everyone) {
      pump.register();
      pump.refill(0, 18_000_000);
      pump.alarm('raised', 'motor-stall');
    }
    await stage.send(everyone.flatMap(pump => pump.events));
    for (const pump of everyone) await stallOf(pump);
  }, 180_000);
  afterAll(async () => {
    await stream.close();
    await topic.close();
    await stage.close();
  });

  const stallOf = async ({ pumpId }: PumpScript, fits: (alert: AlertView) => boolean = () => true): Promise<AlertView> => {
    const path = `/v1/alerts?state=all&kind=motor-stall&pumpId=${pumpId}`;
    const { items } = await apis[0]!.getWhen<{ items: AlertView[] }>(path, page => page.items.some(fits));
    return items[0]!;
  };
  const post = (api: number, alert: AlertView, call: string, body: object): Promise<Answer<AlertView>> =>
    apis[api]!.post<AlertView>(`${pathOf(alert)}/${call}`, body);
  const publishedOf = (alertId: string): readonly Published[] =>
    topic.records.map(({ value }) => JSON.parse(value ?? '') as Published).filter(({ data }) => data.id === alertId);

  const raceFor = async (pump: PumpScript): Promise<readonly Answer<AlertView>[]> => {
    const alert = await stallOf(pump);
    const until = new Date(Date.now() + hourMs).toISOString();
    const told = [pump.alarm('cleared', 'motor-stall'), pump.report(20_000)].map(event => stage.send([event]));
    const answers = await Promise.all([
      post(0, alert, 'acknowledge', { by: 'nurse 1', note: 'first' }),
      post(1, alert, 'acknowledge', { by: 'nurse 2' }),
      post(1, alert, 'shelve', { by: 'nurse 3', until, reason: 'theatre' }),
      post(0, alert, 'unshelve', { by: 'nurse 4' }),
    ]);
    await Promise.all(told);
    return answers;
  };

  it('race with each other and with the machine: every change is applied once, none is lost', async () => {
    const answers: Answer<AlertView>[] = [];
    for (let first = 0; first < raced.length; first += sideBySide)
      answers.push(...(await Promise.all(raced.slice(first, first + sideBySide).map(raceFor))).flat());
    expect(answers.map(({ status }) => status).filter(status => status !== 200)).toEqual([]);
    for (const pump of raced) {
      const alert = await stallOf(pump, ({ condition }) => condition === 'latched');
      const changes = alert.history.map(({ change }) => change);
      expect(alert.history.map(({ version }) => version)).toEqual(changes.map((_, index) => index + 1));
      expect([alert.version, changes.filter(change => change === 'raised').length]).toEqual([changes.length, 1]);
      expect(changes.filter(change => change === 'acknowledged')).toHaveLength(1);
      expect(changes.filter(change => change === 'shelved')).toHaveLength(1);
      expect(alert.acknowledged?.by).toMatch(/^nurse [12]$/);
    }
  });

  it('are told of it in the order of the versions, on the topic and on the stream', async () => {
    for (const pump of raced) {
      const { id, version } = await stallOf(pump);
      const expected = Array.from({ length: version }, (_, index) => index + 1);
      await eventually(`${id} is published`, () => publishedOf(id).some(({ data }) => data.version === version));
      const versions = publishedOf(id).map(({ data }) => data.version);
      expect([...new Set(versions)]).toEqual(expected);
      await stream.when('the last change', ({ event, data }) => event === 'alert' && (data as AlertView).id === id && (data as AlertView).version === version);
      const live = stream.messages.flatMap(({ event, data }) => (event === 'alert' && (data as AlertView).id === id ? [(data as AlertView).version] : []));
      expect([...new Set(live)].filter(seen => seen <= version)).toEqual(expected);
      await stream.when(
        'the pump without anything unacknowledged',
        ({ event, data }) => event === 'pump' && (data as PumpSummary).id === pump.pumpId && (data as PumpSummary).alerts.unacknowledged === 0,
      );
    }
  });

  it('reset what is latched by now', async () => {
    const alert = await stallOf(raced[0]!);
    const both = await Promise.all([0, 1].map(api => post(api, alert, 'reset', { by: `doctor ${api}`, note: 'interrogated' })));
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    const { condition, history } = await stallOf(raced[0]!);
    expect([condition, history.filter(({ change }) => change === 'reset').length]).toEqual(['inactive', 1]);
    expect((await post(0, await stallOf(quiet), 'reset', { by: 'doctor', note: 'n' })).status).toBe(409);
  });

  it('hear nothing more of an acknowledged alert through a thousand reports and a restart', async () => {
    const alert = (await post(0, await stallOf(quiet), 'acknowledge', { by: 'nurse' })).body;
    const before = quiet.events.length;
    for (let hour = 0; hour < 500; hour += 1) quiet.report(0, 20_000);
    await stage.send(quiet.events.slice(before));
    await projector.kill();
    await stage.start('projector');
    for (let hour = 0; hour < 500; hour += 1) quiet.report(0, 20_000);
    await stage.send(quiet.events.slice(before + 500));
    await eventually('all is projected', async () => (await stage.database.count(`select version from pump where pump_id = 'QUIET-1'`)) === quiet.events.length);
    expect(await stallOf(quiet)).toEqual(alert);
    expect(await stage.database.count('select count(*) from alert_change where alert_id = $1', [alert.id])).toBe(2);
  });

  it('get a shelved alert back at its time, once, though the notifiers were killed meanwhile', async () => {
    const until = Date.now() + 12_000;
    const answer = await post(0, await stallOf(shelved), 'shelve', { by: 'nurse', until: new Date(until).toISOString(), reason: 'theatre' });
    expect(answer.body).toMatchObject({ version: 2, suppressedBy: [{ reason: 'shelved' }] });
    await Promise.all(notifiers.map(notifier => notifier.kill()));
    await Promise.all([stage.start('notifier'), stage.start('notifier')]);
    const back = await stallOf(shelved, ({ shelved: shelf }) => shelf === null);
    expect(back.history.map(({ change, by }) => `${change} ${by ?? ''}`)).toEqual(['raised ', 'shelved nurse', 'unshelved ']);
    const lateMs = Date.parse(back.history.at(-1)?.at ?? '') - until;
    expect([lateMs >= 0, lateMs < 1000]).toEqual([true, true]);
    await eventually('it is published', () => publishedOf(back.id).some(({ data }) => data.version === 3));
  });
});
