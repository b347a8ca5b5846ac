import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino, type Logger } from 'pino';
import { TestIssuer } from '../testing/token-issuer.fixture.ts';
import { TokenIssuer, type Asking } from './token-issuer.ts';

const now = Date.UTC(2026, 2, 1);
const clock = { now: () => now };
const asking: Asking = { answerWithinMs: 3_000, coolDownMs: 30_000 };
const away = { code: 'unavailable' };

describe('the issuer of tokens', () => {
  let far: TestIssuer;
  let lines: { msg: string }[];
  let log: Logger;

  const issuerWith = (changes: Partial<Asking> = {}): TokenIssuer =>
    new TokenIssuer(far.settings, clock, log, { ...asking, ...changes });
  const told = (): string[] => lines.map(({ msg }) => msg);

  beforeEach(async () => {
    lines = [];
    log = pino({ level: 'info' }, { write: (line: string) => lines.push(JSON.parse(line) as { msg: string }) });
    far = await TestIssuer.start();
  });
  afterEach(() => far.close());

  it('is asked again when a token names a key that is not known, and the former key counts no more', async () => {
    const issuer = issuerWith({ coolDownMs: 0 });
    const former = await far.token(now);
    await issuer.claimsOf(former);
    await far.rotate();
    expect(await issuer.claimsOf(await far.token(now))).toMatchObject({ sub: 'subject-1' });
    await expect(issuer.claimsOf(former)).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(far.keysAsked).toBe(3);
  });

  it('is not asked for each of many tokens with keys that nobody knows', async () => {
    const issuer = issuerWith();
    await issuer.check();
    await far.rotate();
    for (let tries = 0; tries < 5; tries += 1)
      await expect(issuer.claimsOf(await far.token(now))).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(far.keysAsked).toBe(1);
  });

  it('is asked once by many callers at one time', async () => {
    const issuer = issuerWith();
    const token = await far.token(now);
    await Promise.all(Array.from({ length: 20 }, () => issuer.claimsOf(token)));
    expect(far.keysAsked).toBe(1);
  });

  it('may go away once its keys are known; its tokens count, and its absence is told once it is noticed', async () => {
    const issuer = issuerWith({ coolDownMs: 0 });
    const token = await far.token(now);
    await issuer.claimsOf(token);
    await far.close();
    expect(await issuer.claimsOf(token)).toMatchObject({ sub: 'subject-1' });
    expect(await issuer.check()).toEqual({ ok: true });
    await far.rotate();
    const next = await far.token(now);
    for (let tries = 0; tries < 2; tries += 1) await expect(issuer.claimsOf(next)).rejects.toMatchObject(away);
    await expect(issuer.check()).rejects.toMatchObject({ code: 'issuer-unavailable', retriable: true });
    expect(await issuer.claimsOf(token)).toMatchObject({ sub: 'subject-1' });
    expect(told()).toEqual(['oidc.issuer-unavailable']);
    await far.open();
    expect(await issuer.check()).toEqual({ ok: true });
    expect(await issuer.claimsOf(next)).toMatchObject({ sub: 'subject-1' });
    expect(told()).toEqual(['oidc.issuer-unavailable', 'oidc.issuer-answers-again']);
  });

  it.each([
    ['names another issuer', { issuer: 'https://id.example' }, /speaks of the issuer https:\/\/id.example/],
    ['names no keys', { jwks_uri: undefined }, /no jwks_uri/],
    ['names keys that anybody on the way could change', { jwks_uri: 'http://id.example/keys' }, /https/],
    ['names keys that are none', { jwks_uri: 'not a URL' }, /https/],
  ])('counts as away when its discovery document %s', async (_, claims, why) => {
    far.claimsToBe = claims;
    const issuer = issuerWith();
    await expect(issuer.claimsOf(await far.token(now))).rejects.toMatchObject(away);
    await expect(issuer.check()).rejects.toThrow(why);
  });

  it('counts as away when its keys are not found, or are none', async () => {
    const { port } = far;
    for (const path of ['/nowhere', '/realms/north/.well-known/openid-configuration']) {
      far.claimsToBe = { jwks_uri: `http://127.0.0.1:${port}${path}` };
      await expect(issuerWith().claimsOf(await far.token(now))).rejects.toMatchObject(away);
    }
  });

  it('counts as away when it takes too long', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve));
    far.claimsToBe = { jwks_uri: `http://127.0.0.1:${(silent.address() as AddressInfo).port}/` };
    const issuer = issuerWith({ answerWithinMs: 200 });
    await expect(issuer.claimsOf(await far.token(now))).rejects.toMatchObject(away);
    silent.closeAllConnections();
    await new Promise(resolve => silent.close(resolve));
  });
});
