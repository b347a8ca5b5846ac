import type { SubscriptionView } from '@cisterna/contract';
import type { Api } from '../api.ts';
import { TestApi } from '../testing/api.fixture.ts';
import { problemOf, type HttpAnswer, type HttpClient } from '../testing/http-client.fixture.ts';
import { itemsOf } from '../testing/projected-api.fixture.ts';

const path = '/v1/subscriptions';
const draft = { name: 'Ward 3', channel: 'webhook', target: 'http://127.0.0.1:9/hook' };
const secret = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
const viewOf = ({ body }: HttpAnswer): SubscriptionView => body as unknown as SubscriptionView;

describe('subscriptions', () => {
  let service: TestApi;
  let api: Api;
  let http: HttpClient;

  beforeAll(async () => {
    service = await TestApi.start(Date.UTC(2026, 2, 1));
    ({ api, http } = await service.open());
  });
  afterAll(async () => {
    await api.close();
    await service.stop();
  });

  const patch = (id: string, body: object): Promise<HttpAnswer> =>
    http.send('PATCH', `${path}/${id}`, {
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
  const add = async (over: object = {}): Promise<SubscriptionView> =>
    viewOf(await http.post(path, { ...draft, ...over }));

  it('are made with a secret that is shown once', async () => {
    const answer = await http.post(path, draft);
    const { secret: made, ...shown } = viewOf(answer);
    expect(answer.status).toBe(201);
    expect(Buffer.from(made!.slice('whsec_'.length), 'base64')).toHaveLength(32);
    expect(shown).toMatchObject({ ...draft, clinicIds: null, minPriority: null, status: 'active', createdBy: 'open' });
    expect((await http.get(`${path}/${shown.id}`)).body).toEqual(shown);
    expect(itemsOf(await http.get(path))).toContainEqual(shown);
    expect(await add({ secret })).toMatchObject({ secret });
  });

  it.each<[string, object, string[]]>([
    ['nothing at all', {}, ['/name', '/channel', '/target']],
    ['an unknown channel', { ...draft, channel: 'fax' }, ['/channel']],
    ['an empty name', { ...draft, name: ' ' }, ['/name']],
    [
      'wrong filters',
      { ...draft, clinicIds: [], kinds: ['stall'], minPriority: 'x' },
      ['/clinicIds', '/kinds/0', '/minPriority'],
    ],
    ['a member that nobody knows', { ...draft, minPriorty: 'high' }, ['/minPriorty']],
    ['a short secret', { ...draft, secret: 'whsec_AAAA' }, ['/secret']],
    [
      'short waits',
      { ...draft, escalateAfterSeconds: 1, repeatEverySeconds: -5 },
      ['/escalateAfterSeconds', '/repeatEverySeconds'],
    ],
    [
      'quiet hours of a webhook',
      { ...draft, quietHours: { from: '22:00', to: '07:00', timeZone: 'UTC' } },
      ['/quietHours'],
    ],
    ['another scheme', { ...draft, target: 'ftp://a.example/' }, ['/target']],
    ['no address', { ...draft, target: 'here' }, ['/target']],
    ['a password in the address', { ...draft, target: 'http://a:b@127.0.0.1/' }, ['/target']],
    ['e-mail without a server', { ...draft, channel: 'email', target: 'a@b.example' }, ['/channel']],
    ['a secret for e-mail', { ...draft, channel: 'email', target: 'a@b.example', secret }, ['/channel', '/secret']],
  ])('are refused with every fault named: %s', async (_, body, pointers) => {
    expect(problemOf(await http.post(path, body))).toEqual({ status: 422, code: 'invalid-body', pointers });
  });

  it('reach private addresses only where the settings allow it', async () => {
    const { api: strict, http: client } = await service.open({ webhooksMayBePrivate: false });
    for (const target of [
      'https://127.0.0.1/',
      'https://localhost:8443/',
      'https://[::ffff:10.0.0.1]/',
      'http://1.1.1.1/',
    ])
      expect(problemOf(await client.post(path, { ...draft, target }))).toMatchObject({
        status: 422,
        pointers: ['/target'],
      });
    expect((await client.post(path, { ...draft, target: 'https://1.1.1.1/' })).status).toBe(201);
    await strict.close();
  });

  it('take e-mail where there is a server', async () => {
    const { api: mailing, http: client } = await service.open({
      mail: { smtpUrl: 'smtp://127.0.0.1', from: 'c@d.example' },
    });
    const quietHours = { from: '22:00', to: '07:00', timeZone: 'Europe/Berlin' };
    const made = viewOf(await client.post(path, { ...draft, channel: 'email', target: 'a@b.example', quietHours }));
    expect(made).toMatchObject({ channel: 'email', target: 'a@b.example', quietHours });
    expect(viewOf(await client.get(`${path}/${made.id}`))).toEqual(made);
    const changed = await client.send('PATCH', `${path}/${made.id}`, {
      body: JSON.stringify({ quietHours: null }),
      headers: { 'content-type': 'application/json' },
    });
    expect(viewOf(changed).quietHours).toBeNull();
    expect(made).not.toHaveProperty('secret');
    await mailing.close();
  });

  it('are changed member by member, and filters taken away with null', async () => {
    const { id } = await add({ kinds: ['motor-stall'], minPriority: 'high' });
    const changed = await patch(id, { name: 'Ward 4', minPriority: null });
    expect(viewOf(changed)).toMatchObject({
      name: 'Ward 4',
      target: draft.target,
      kinds: ['motor-stall'],
      minPriority: null,
    });
    expect(changed.body).not.toHaveProperty('secret');
    expect(problemOf(await patch(id, { channel: 'email', target: 'x' })).pointers).toEqual(['/channel']);
    expect(problemOf(await patch(id, { target: 'x' })).pointers).toEqual(['/target']);
  });

  it('rotate their secret, and say until when the former one signs', async () => {
    const { id } = await add({ secret });
    const made = viewOf(await patch(id, { secret: 'rotate' }));
    expect(made.secret).toMatch(/^whsec_/);
    expect(made.secret).not.toBe(secret);
    expect(made.formerSecretUntil).toBe('2026-03-02T00:00:00Z');
    expect(viewOf(await patch(id, { secret }))).toMatchObject({ secret });
  });

  it('are gone once deleted', async () => {
    const { id } = await add();
    expect((await http.send('DELETE', `${path}/${id}`)).status).toBe(204);
    for (const answer of [
      await http.get(`${path}/${id}`),
      await http.send('DELETE', `${path}/${id}`),
      await patch(id, {}),
    ])
      expect(problemOf(answer)).toMatchObject({ status: 404, code: 'subscription-not-found' });
  });

  it('come in pages, the newest first', async () => {
    const ids = itemsOf(await http.get(`${path}?limit=500`)).map(({ id }) => id);
    const first = await http.get(`${path}?limit=2`);
    const second = await http.get(`${path}?limit=2&cursor=${String(first.body['nextCursor'])}`);
    expect([...itemsOf(first), ...itemsOf(second)].map(({ id }) => id)).toEqual(ids.slice(0, 4));
    expect((await http.get(`${path}?cursor=x`)).status).toBe(400);
  });
});
