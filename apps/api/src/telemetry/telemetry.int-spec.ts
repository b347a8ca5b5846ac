import type { Api } from '../api.ts';
import { TestApi } from '../testing/api.fixture.ts';
import { hourMs, march, registered, reported } from '../testing/events.fixture.ts';
import { problemOf, type HttpClient } from '../testing/http-client.fixture.ts';
import { LogReader } from '../testing/log-reader.fixture.ts';

const now = march + 24 * hourMs;

describe('POST /v1/events', () => {
  let service: TestApi;
  let api: Api;
  let http: HttpClient;
  let log: LogReader;

  beforeAll(async () => {
    service = await TestApi.start(now);
    log = new LogReader(service.eventLog);
    ({ api, http } = await service.open());
  });

  afterAll(async () => {
    await log.stop();
    await api.close();
    await service.stop();
  });

  it('has the event in the log, exactly as written, once it has answered', async () => {
    const text = JSON.stringify(registered('P-1', 1, march)).replace(
      '{"specversion"',
      '{ "unknownField": 1.50,\n "specversion"',
    );
    const answer = await http.send('POST', '/v1/events', {
      body: text,
      headers: { 'content-type': 'application/cloudevents+json' },
    });
    expect({ status: answer.status, body: answer.body }).toEqual({ status: 202, body: { accepted: 1, rejected: [] } });
    const [record] = await log.of('P-1', 1);
    expect(record).toEqual({ key: 'P-1', value: text, contentType: 'application/cloudevents+json', receivedAt: now });
  });

  it('keeps the order of a batch and rejects only what can not be taken', async () => {
    const wrongData = { ...reported('P-2', 3, march), data: { periodSeconds: -1 } };
    const batch = [
      registered('P-2', 1, march),
      wrongData,
      7,
      reported('P-2', 2, march),
      { ...reported('P-2', 4, march), id: 'P-2:1:5' },
    ];
    const answer = await http.postEvents(batch);
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({
      accepted: 2,
      rejected: [
        { index: 1, code: 'invalid-data' },
        { index: 2, code: 'not-a-cloudevent' },
        { index: 4, code: 'id-mismatch' },
      ],
    });
    const values = (await log.of('P-2', 2)).map(({ value }) => (JSON.parse(value) as { seq: number }).seq);
    expect(values).toEqual([1, 2]);
  });

  it('refuses with 422 when nothing is valid, an empty batch too, and sets nothing aside', async () => {
    const answer = await http.postEvents([{ type: 'no.such.v1' }]);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ accepted: 0, rejected: [{ index: 0, code: 'not-a-cloudevent' }] });
    const empty = await http.postEvents([]);
    expect({ status: empty.status, body: empty.body }).toEqual({ status: 422, body: { accepted: 0, rejected: [] } });
    expect((await http.get('/v1/dead-letters')).body['items']).toEqual([]);
  });

  it('refuses a body that is neither an object nor the list that its media type asks for', async () => {
    const batch = { 'content-type': 'application/cloudevents-batch+json' };
    for (const [body, type] of [
      ['7', 'application/cloudevents+json'],
      ['null', 'application/cloudevents+json'],
    ] as const)
      expect(problemOf(await http.send('POST', '/v1/events', { body, headers: { 'content-type': type } }))).toEqual({
        status: 422,
        code: 'invalid-body',
        pointers: [''],
      });
    expect(problemOf(await http.send('POST', '/v1/events', { body: '{}', headers: batch }))).toMatchObject({
      status: 422,
      code: 'invalid-body',
    });
  });

  it('takes a batch of 1 000 and refuses one more', async () => {
    const batch = Array.from({ length: 1000 }, (_, index) => reported('P-3', index + 1, march));
    expect((await http.postEvents(batch)).body).toEqual({ accepted: 1000, rejected: [] });
    expect(problemOf(await http.postEvents([...batch, reported('P-3', 1001, march)]))).toMatchObject({
      status: 413,
      code: 'payload-too-large',
    });
  });

  it('rejects an event over 64 KiB, nested over 64 deep, or too far ahead inside a batch', async () => {
    const deep = JSON.parse(`${'['.repeat(63)}${']'.repeat(63)}`) as unknown;
    const batch = [
      { ...reported('P-4', 1, march), note: 'x'.repeat(66_000) },
      { ...reported('P-4', 2, march), note: deep },
      { ...reported('P-4', 3, march), note: [deep] },
      reported('P-4', 4, now + 24 * hourMs + 1),
    ];
    expect((await http.postEvents(batch)).body).toMatchObject({
      accepted: 1,
      rejected: [
        { index: 0, code: 'too-large' },
        { index: 2, code: 'not-json' },
        { index: 3, code: 'time-out-of-range' },
      ],
    });
  });

  it('counts an event as received at its own time under the stream clock, at most now', async () => {
    const { api: other, http: stream } = await service.open({ clock: 'stream' });
    await stream.postEvents([reported('P-5', 1, march), reported('P-5', 2, now + hourMs)]);
    await other.close();
    expect((await log.of('P-5', 2)).map(({ receivedAt }) => receivedAt)).toEqual([march, now]);
  });
});
