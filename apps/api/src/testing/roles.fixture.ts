import { Test } from '@nestjs/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { hashKey, keyAccess } from '../access/authenticate.ts';
import type { Principal } from '../access/principal.ts';
import { ApiModule } from '../api.module.ts';
import { createAdapter } from '../http/fastify.ts';
import { AUTHENTICATE } from '../tokens.ts';
import type { TestApi } from './api.fixture.ts';
import { HttpClient } from './http-client.fixture.ts';

/** The API with keys that no table keeps: each holder's name is his key. */
export class RolesApi {
  private constructor(
    private readonly app: NestFastifyApplication,
    private readonly http: HttpClient,
  ) {}

  static async open(service: TestApi, holders: readonly Principal[]): Promise<RolesApi> {
    const byHash = new Map(holders.map(holder => [hashKey(holder.name), holder]));
    const authenticate = keyAccess('the-administrators-key', hash => Promise.resolve(byHash.get(hash) ?? null));
    const testing = Test.createTestingModule({ imports: [ApiModule.with(service.parts())] });
    const module = await testing.overrideProvider(AUTHENTICATE).useValue(authenticate).compile();
    const app = module.createNestApplication<NestFastifyApplication>(createAdapter(), {
      bodyParser: false,
      logger: false,
    });
    await app.listen(0, '127.0.0.1');
    return new RolesApi(app, new HttpClient(await app.getUrl()));
  }

  /** A client with a holder's key. */
  as(name: string): HttpClient {
    return this.http.withKey(name);
  }

  close(): Promise<void> {
    return this.app.close();
  }
}
