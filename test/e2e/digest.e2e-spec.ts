import { formatTime } from '@cisterna/contract';
import { headerOf, MailServer } from '../../apps/notifier/src/testing/mail-server.fixture.ts';
import { describeWithKafka } from '../../libs/event-log/src/testing/test-brokers.ts';
import { eventually } from '../kit/eventually.ts';
import { HttpClient } from '../kit/http-client.ts';
import { simulate } from '../kit/simulation.ts';
import { Stage } from '../kit/stage.ts';
import { hourMs } from '../kit/telemetry.ts';
import { TopicReader, type ReadRecord } from '../kit/topic-reader.ts';

const days = 90;
const dayMs = 24 * hourMs;
/** The history ended over a year ago: no date that follows from it falls into the last day, which would be news. */
const startAt = Date.now() - (days + 400) * dayMs;
const options = [
  '--pumps',
  '100',
  '--days',
  String(days),
  '--seed',
  '3',
  '--start',
  formatTime(startAt),
  '--report-interval',
  '7200',
];
const mailFrom = 'Cisterna <alerts@clinic.example>';

const changesText = `select alert_id || ' ' || version as change from alert_change order by 1`;
const position = 'select coalesce(sum(position), 0) from partition';

const changeOf = ({ value }: ReadRecord): string => {
  const { data } = JSON.parse(value ?? '') as { data: { id: string; version: number } };
  return `${data.id} ${data.version}`;
};

describeWithKafka(`${days} days of pumps that are filled in afterwards`, () => {
  let stage: Stage;
  let server: MailServer;
  let topic: TopicReader;
  let changes: readonly string[];

  /** Pretends that nothing has come for long enough. */
  const gathered = (): Promise<unknown> =>
    stage.database.rows(`update delivery set due_ms = 0 where status = 'summarised' and summary_id is null`);
  const none = (text: string): Promise<true> => eventually(text, async () => (await stage.database.count(text)) === 0);

  beforeAll(async () => {
    [stage, server] = await Promise.all([Stage.open(), MailServer.listen()]);
    topic = new TopicReader(stage.brokers, stage.topics.alerts);
    const mail = { SMTP_URL: server.url, CISTERNA_MAIL_FROM: mailFrom };
    const http = new HttpClient((await stage.start('cisterna', mail)).url);
    const body = { name: 'Ward', channel: 'email', target: 'ward@clinic.example' };
    expect((await http.post('/v1/subscriptions', body)).status).toBe(201);
    await simulate([...options, '--to', 'kafka'], stage.environment());
    const ends = (await stage.log.watermarks()).reduce((sum, { high }) => sum + Number(high), 0);
    await eventually('all is projected', async () => (await stage.database.count(position)) === ends);
    await none('select count(*) from alert_change where not dispatched');
    expect(server.mails).toEqual([]);
    await gathered();
    await eventually('the digest', () => server.mails.length > 0);
    await none(
      `select count(*) from delivery where status = 'waiting' or (status = 'summarised' and summary_id is null)`,
    );
    changes = (await stage.database.rows<{ change: string }>(changesText)).map(({ change }) => change);
  }, 180_000);
  afterAll(async () => {
    await topic.close();
    await stage.close();
    await server.close();
  });

  it('are told in one e-mail', () => {
    expect(server.mails.map(mail => headerOf(mail, 'subject'))).toEqual([expect.stringMatching(/^Digest/)]);
  });

  it('have every change on the topic', async () => {
    const records = await topic.when('all is published', found => found.length >= changes.length);
    expect(changes.length).toBeGreaterThan(500);
    expect(records.map(changeOf).sort()).toEqual(changes);
  });

  it('are all on record, each with the reason why no e-mail was sent of it', async () => {
    const unexplained = await stage.database.count(
      `select count(*) from alert_change c where not exists (select from delivery d where d.alert_id = c.alert_id and d.version = c.version
        and d.status in ('summarised', 'suppressed') and d.reason is not null)`,
    );
    expect(unexplained).toBe(0);
  });
});
