import { formatTime, type DeadLetterCode, type DeadLetterView, type PumpView } from '@cisterna/contract';
import { describeWithKafka } from '../../libs/event-log/src/testing/test-brokers.ts';
import { HttpClient } from '../kit/http-client.ts';
import { Stage } from '../kit/stage.ts';
import { hourMs, PumpScript, type WireEvent } from '../kit/telemetry.ts';
import { TopicReader } from '../kit/topic-reader.ts';

const now = Math.floor(Date.now() / 1000) * 1000;
const pump = new PumpScript('DLQ-1', now - 9 * hourMs);
pump.register();
pump.refill(0, 18_000_000);
const report = pump.report(100_000);
pump.lose(1);
const next = (changes: Record<string, unknown>): string =>
  JSON.stringify({ ...report, id: 'DLQ-1:1:4', seq: 4, ...changes });

interface Bad {
  readonly code: DeadLetterCode;
  readonly value: string | Uint8Array;
  readonly key?: string;
  readonly receivedAt?: number;
}

const beforeBirth = formatTime(Date.UTC(1999, 11, 31));
const withoutType = ({ type: _, ...rest }: WireEvent): string => JSON.stringify(rest);
/** Each code by the smallest change to a sound record that gives it; the first applying one counts. */
const bad: readonly Bad[] = [
  { code: 'too-large', value: next({ data: { ...report.data, note: 'x'.repeat(65_536) } }) },
  { code: 'not-json', value: '{"specversion":' },
  { code: 'not-json', value: '' },
  { code: 'not-json', value: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]) },
  { code: 'not-a-cloudevent', value: withoutType(report) },
  { code: 'unknown-type', value: next({ type: 'pump.exploded.v1' }) },
  { code: 'invalid-data', value: next({ data: { ...report.data, deliveredNl: -1 } }) },
  { code: 'id-mismatch', value: next({ id: 'DLQ-1:1:5' }) },
  { code: 'key-mismatch', value: next({}), key: 'DLQ-2' },
  { code: 'time-out-of-range', value: next({ time: beforeBirth }) },
  { code: 'time-out-of-range', value: next({ time: formatTime(now) }), receivedAt: now - 25 * hourMs },
  {
    code: 'conflicting-duplicate',
    value: JSON.stringify({ ...report, data: { ...report.data, deliveredNl: 100_001 } }),
  },
];

describeWithKafka('records that can’t be taken', () => {
  let stage: Stage;
  let http: HttpClient;
  let letters: DeadLetterView[];

  beforeAll(async () => {
    stage = await Stage.open({ partitions: 1 });
    http = new HttpClient((await stage.start('cisterna')).url);
    await stage.send(pump.events);
    const headers = { 'content-type': 'application/cloudevents+json', 'x-gateway': 'G-7' };
    for (const { value, key = 'DLQ-1', receivedAt } of bad)
      await stage.log.append([{ key, value, headers, ...(receivedAt === undefined ? {} : { receivedAt }) }]);
    letters = (
      await http.getWhen<{ items: DeadLetterView[] }>(
        '/v1/dead-letters?limit=500',
        ({ items }) => items.length === bad.length,
      )
    ).items;
  });
  afterAll(() => stage.close());

  const byOffset = (): DeadLetterView[] =>
    letters.toSorted((a, b) => Number(a.origin.split('/').at(-1)) - Number(b.origin.split('/').at(-1)));

  it('are set aside under the first code that applies, whole, and listed over HTTP', async () => {
    expect(byOffset().map(({ code }) => code)).toEqual(bad.map(({ code }) => code));
    byOffset().forEach((letter, index) => {
      const { value, key = 'DLQ-1' } = bad[index]!;
      const offset = pump.events.length + index;
      expect(letter).toMatchObject({
        id: `${stage.topics.telemetry}:0:${offset}`,
        origin: `${stage.topics.telemetry}/0/${offset}`,
        key,
        value: typeof value === 'string' ? value : { base64: Buffer.from(value).toString('base64') },
        headers: { 'x-gateway': 'G-7' },
        redrivenAt: null,
      });
    });
    const codes = await http.all<DeadLetterView>('/v1/dead-letters?code=not-json,id-mismatch');
    expect(codes).toHaveLength(4);
  });

  it('go to their topic untouched, with the reason in headers', async () => {
    const reader = new TopicReader(stage.brokers, stage.topics.deadLetters);
    const records = await reader.when('all are published', found => found.length >= bad.length);
    await reader.close();
    for (const letter of letters) {
      const record = records.find(({ headers }) => headers['cisterna-origin'] === letter.origin)!;
      expect(record.headers).toMatchObject({
        'cisterna-error': letter.code,
        'cisterna-error-detail': letter.detail,
        'cisterna-at': letter.at,
        'x-gateway': 'G-7',
        'content-type': 'application/cloudevents+json',
      });
      expect(record.key).toBe(letter.key);
      if (typeof letter.value === 'string') expect(record.value).toBe(letter.value);
    }
  });

  it('change nothing of the pump but raise an alert that telemetry was rejected', async () => {
    const view = await http.get<PumpView>('/v1/pumps/DLQ-1');
    expect(view).toMatchObject({ version: 3, reservoir: { deliveredSinceFillNl: 100_000 } });
    const alerts = await http.all<{ kind: string }>('/v1/alerts?pumpId=DLQ-1');
    expect(alerts.map(({ kind }) => kind)).toEqual(['records-rejected']);
  });

  it('are refused again on redrive while the reason stands', async () => {
    for (const letter of letters.filter(({ code }) => code === 'invalid-data' || code === 'conflicting-duplicate')) {
      const answer = await http.post<{ code: string }>(`/v1/dead-letters/${encodeURIComponent(letter.id)}/redrive`, {});
      expect({ status: answer.status, code: answer.body.code }).toEqual({ status: 422, code: letter.code });
    }
  });

  it('are taken on redrive once they can be, and stay listed with the time', async () => {
    const late = letters.find(
      ({ code, value }) => code === 'time-out-of-range' && !JSON.stringify(value).includes(beforeBirth),
    )!;
    const path = `/v1/dead-letters/${encodeURIComponent(late.id)}/redrive`;
    const answer = await http.post<{ id: string; redrivenAt: string }>(path, {});
    expect({ status: answer.status, id: answer.body.id }).toEqual({ status: 200, id: late.id });
    const { reservoir } = await http.getWhen<PumpView>('/v1/pumps/DLQ-1', ({ version }) => version === 4);
    expect(reservoir.deliveredSinceFillNl).toBe(200_000);
    const listed = await http.all<DeadLetterView>('/v1/dead-letters');
    expect(listed.find(({ id }) => id === late.id)?.redrivenAt).toBe(answer.body.redrivenAt);
  });
});
