import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from 'jose';
import type { OidcSettings } from '@cisterna/platform';

interface SigningKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

/** An OpenID Connect issuer on this machine: discovery, keys, and tokens that it signs. */
export class TestIssuer {
  readonly audience = 'cisterna-test';
  /** How often its keys were asked for. */
  keysAsked = 0;
  /** What the discovery document says beside, or instead of, the truth. */
  claimsToBe: Readonly<Record<string, unknown>> = {};
  private published: SigningKey[] = [];
  private made = 0;
  private server: Server | null = null;

  private constructor(readonly port: number) {}

  static async start(): Promise<TestIssuer> {
    const free = createServer();
    await new Promise<void>(resolve => free.listen(0, '127.0.0.1', resolve));
    const { port } = free.address() as AddressInfo;
    await new Promise(resolve => free.close(resolve));
    const issuer = new TestIssuer(port);
    await issuer.rotate();
    await issuer.open();
    return issuer;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/realms/north`;
  }

  get settings(): OidcSettings {
    const claims = { role: 'cisterna_role', clinics: 'cisterna_clinics', pumps: 'cisterna_pumps' };
    return { kind: 'oidc', issuer: this.url, audience: this.audience, claims, adminKey: null };
  }

  /** The key that signs now, as it is published. */
  get jwk(): JWK {
    return this.signing.jwk;
  }

  /** Signs with a new key from now on and publishes it alone. */
  async rotate(alg = 'RS256'): Promise<void> {
    this.made += 1;
    const kid = `key-${this.made}`;
    const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
    this.published = [{ kid, alg, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } }];
  }

  /** A token for five minutes from `now`, ms since 1970; a claim given as undefined is left out. */
  token(now: number, claims: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const { kid, alg, privateKey } = this.signing;
    return new SignJWT(this.payload(now, claims)).setProtectedHeader({ alg, kid, typ: 'JWT' }).sign(privateKey);
  }

  payload(now: number, claims: Readonly<Record<string, unknown>> = {}): JWTPayload {
    const seconds = Math.floor(now / 1_000);
    const plain = { iss: this.url, aud: this.audience, sub: 'subject-1', iat: seconds, exp: seconds + 300 };
    const all: object = { ...plain, cisterna_role: 'viewer', cisterna_clinics: ['C-1'], ...claims };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  }

  async open(): Promise<void> {
    const server = createServer((request, response) => {
      const body = this.answer(request.url ?? '');
      response.writeHead(body === null ? 404 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
    await new Promise<void>(resolve => server.listen(this.port, '127.0.0.1', resolve));
    this.server = server;
  }

  /** Goes away with all its connections. */
  async close(): Promise<void> {
    const { server } = this;
    this.server = null;
    if (server === null) return;
    const closed = new Promise(resolve => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }

  private get signing(): SigningKey {
    const key = this.published.at(-1);
    if (key === undefined) throw new TypeError('The issuer has no key.');
    return key;
  }

  private answer(path: string): object | null {
    const discovery = { issuer: this.url, jwks_uri: `http://127.0.0.1:${this.port}/keys`, ...this.claimsToBe };
    if (path === '/realms/north/.well-known/openid-configuration') return discovery;
    if (path !== '/keys') return null;
    this.keysAsked += 1;
    return { keys: this.published.map(({ jwk }) => jwk) };
  }
}
