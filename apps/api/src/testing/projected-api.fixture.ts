import type { Api } from '../api.ts';
import { TestApi } from './api.fixture.ts';
import { eventually } from '../../../../test/kit/eventually.ts';
import type { HttpClient } from './http-client.fixture.ts';
import { TestProjection } from './projection.fixture.ts';

interface Identified {
  readonly id: string;
}

/** The items of a list. */
export const itemsOf = <Item = Identified & Record<string, unknown>>({
  body,
}: {
  body: Record<string, unknown>;
}): Item[] => (body['items'] ?? []) as Item[];

/** The API with a projection of what goes into its log. */
export class ProjectedApi {
  private constructor(
    readonly service: TestApi,
    readonly projection: TestProjection,
    readonly api: Api,
    readonly http: HttpClient,
  ) {}

  static async start(now: number): Promise<ProjectedApi> {
    const service = await TestApi.start(now);
    const projection = new TestProjection(service.model, service.eventLog);
    const { api, http } = await service.open();
    return new ProjectedApi(service, projection, api, http);
  }

  /** The ids of a pump's archived events, in order. */
  async archived(pumpId: string): Promise<string[]> {
    return itemsOf(await this.http.get(`/v1/pumps/${pumpId}/events?limit=500`)).map(({ id }) => id);
  }

  /** Waits until a pump's event is in the archive. */
  async shown(pumpId: string, id: unknown): Promise<void> {
    await eventually(async () => (await this.archived(pumpId)).includes(String(id)));
  }

  /** Waits until so many of a pump's events are folded. */
  async folded(pumpId: string, version: number): Promise<void> {
    await eventually(async () => (await this.http.get(`/v1/pumps/${pumpId}`)).body['version'] === version);
  }

  /** Posts new events, the last of them a pump's, and waits until they are in the archive. */
  async posted(events: readonly Record<string, unknown>[]): Promise<void> {
    await this.http.postEvents(events);
    const last = events.at(-1);
    await this.shown(String(last?.['subject']), last?.['id']);
  }

  async stop(): Promise<void> {
    await this.api.close();
    await this.projection.stop();
    await this.service.stop();
  }
}
