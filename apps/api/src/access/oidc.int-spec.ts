import { CompactSign, SignJWT, UnsecuredJWT, generateKeyPair } from 'jose';
import type { Api } from '../api.ts';
import { TestApi } from '../testing/api.fixture.ts';
import { eventually } from '../../../../test/kit/eventually.ts';
import { problemOf, type HttpClient } from '../testing/http-client.fixture.ts';
import { SseClient } from '../testing/sse-client.fixture.ts';
import { TestIssuer } from '../testing/token-issuer.fixture.ts';

const now = Date.UTC(2026, 2, 1);
const adminKey = 'correct-horse-battery-staple';
const minuteSeconds = 60;

describe('access by tokens of an issuer', () => {
  let issuer: TestIssuer;
  let service: TestApi;
  let api: Api;
  let http: HttpClient;

  const opened = async (parts: Parameters<TestApi['open']>[0]): Promise<void> => {
    ({ api, http } = await service.open(parts));
  };
  const statusOf = async (token: string): Promise<number> => (await http.withKey(token).get('/v1/pumps')).status;

  beforeAll(async () => {
    service = await TestApi.start(now);
  });
  beforeEach(async () => {
    issuer = await TestIssuer.start();
    await opened({ access: issuer.settings });
  });
  afterEach(async () => {
    await api.close();
    await issuer.close();
  });
  afterAll(async () => {
    await service.stop();
  });

  it('lets in who has one, and asks for the keys once', async () => {
    const token = await issuer.token(now);
    for (let calls = 0; calls < 3; calls += 1) expect(await statusOf(token)).toBe(200);
    expect(issuer.keysAsked).toBe(1);
  });

  it.each(['ES256', 'EdDSA', 'PS256'])('takes the signature %s', async algorithm => {
    await issuer.rotate(algorithm);
    expect(await statusOf(await issuer.token(now))).toBe(200);
  });

  it('gives the role that the token names, and no more', async () => {
    const viewer = http.withKey(await issuer.token(now));
    expect(problemOf(await viewer.get('/v1/keys'))).toMatchObject({ status: 403, code: 'forbidden' });
    const admin = await issuer.token(now, { cisterna_role: 'admin', cisterna_clinics: undefined });
    expect((await http.withKey(admin).get('/v1/keys')).status).toBe(200);
  });

  it('asks who brings no token, and takes no keys where none was set', async () => {
    for (const client of [http, http.withKey(adminKey)]) {
      const answer = await client.get('/v1/pumps');
      expect(problemOf(answer)).toEqual({ status: 401, code: 'unauthenticated', pointers: [] });
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
  });

  it('takes keys beside tokens where an admin key is set', async () => {
    await api.close();
    await opened({ access: { ...issuer.settings, adminKey } });
    expect(await statusOf(adminKey)).toBe(200);
    const gateway = { name: 'gateway', role: 'viewer', clinicIds: ['C-1'] };
    const made = await http.withKey(adminKey).post('/v1/keys', gateway);
    expect(await statusOf(String(made.body['key']))).toBe(200);
    expect(await statusOf(await issuer.token(now))).toBe(200);
    expect(await statusOf(`${adminKey}x`)).toBe(401);
  });

  it.each([
    ['is over', { exp: now / 1_000 - 31 }],
    ['has no end', { exp: undefined }],
    ['is not yet good', { nbf: now / 1_000 + 31 }],
    ['is another issuer’s', { iss: 'https://id.example' }],
    ['names no issuer', { iss: undefined }],
    ['is for another service', { aud: 'somebody-else' }],
    ['is for nobody', { aud: undefined }],
  ] as [string, Record<string, unknown>][])('refuses a token that %s', async (_, claims) => {
    const answer = await http.withKey(await issuer.token(now, claims)).get('/v1/pumps');
    expect(problemOf(answer)).toEqual({ status: 401, code: 'unauthenticated', pointers: [] });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
  });

  it('leaves clocks half a minute, and takes one of several audiences', async () => {
    const early = { nbf: now / 1_000 + 29, exp: now / 1_000 + 5 * minuteSeconds, aud: ['another', issuer.audience] };
    expect(await statusOf(await issuer.token(now, early))).toBe(200);
    expect(await statusOf(await issuer.token(now, { exp: now / 1_000 - 29 }))).toBe(200);
  });

  it('refuses what the issuer did not sign', async () => {
    const payload = issuer.payload(now, { cisterna_role: 'admin', cisterna_clinics: undefined });
    const { kid } = issuer.jwk;
    const stranger = await generateKeyPair('RS256');
    const publicKey = new TextEncoder().encode(JSON.stringify(issuer.jwk));
    const header = { alg: 'HS256', kid: kid ?? '' };
    const signed = await issuer.token(now);
    const forged = [
      new UnsecuredJWT(payload).encode(),
      await new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: kid ?? '' }).sign(stranger.privateKey),
      await new SignJWT(payload).setProtectedHeader(header).sign(publicKey),
      await new CompactSign(new TextEncoder().encode('[]')).setProtectedHeader(header).sign(publicKey),
      `${signed.slice(0, signed.lastIndexOf('.'))}.`,
      `${signed.slice(0, signed.indexOf('.'))}.e30.${signed.slice(signed.lastIndexOf('.') + 1)}`,
      'eyJhbGciOiJSUzI1NiJ9.not-json.AAAA',
    ];
    for (const token of forged) expect(await statusOf(token)).toBe(401);
  });

  it('forbids all to a token without a role, and says which claim it misses', async () => {
    const answer = await http.withKey(await issuer.token(now, { cisterna_role: 'janitor' })).get('/v1/pumps');
    expect(problemOf(answer)).toEqual({ status: 403, code: 'forbidden', pointers: [] });
    expect(answer.body['detail']).toContain('cisterna_role');
  });

  it('is unavailable while the issuer is, says so to who asks for its health, and recovers by itself', async () => {
    const issuerIs = async (): Promise<unknown> => {
      const { body } = await http.get('/health/ready');
      return (body['dependencies'] as Record<string, { ok: boolean }>)['issuer']?.ok;
    };
    await issuer.close();
    const token = await issuer.token(now);
    const answer = await http.withKey(token).get('/v1/pumps');
    expect(problemOf(answer)).toEqual({ status: 503, code: 'unavailable', pointers: [] });
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(await issuerIs()).toBe(false);
    await issuer.open();
    expect(await statusOf(token)).toBe(200);
    expect(await issuerIs()).toBe(true);
  });

  it('ends a live stream with its token', async () => {
    const openedFor = async (token: string): Promise<SseClient> => SseClient.open(`${http.url}/v1/stream`, null, token);
    const lasting = await openedFor(await issuer.token(now));
    const ending = await openedFor(await issuer.token(now, { exp: now / 1_000 - 29 }));
    expect([ending.status, lasting.status]).toEqual([200, 200]);
    await eventually(() => ending.ended);
    expect(lasting.ended).toBe(false);
    lasting.close();
  });
});
