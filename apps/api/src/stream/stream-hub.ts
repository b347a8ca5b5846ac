import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { interval } from 'rxjs';
import type { Logger } from '@cisterna/platform';
import { FeedPositionUnknown, type FeedPosition } from '@cisterna/read-model';
import type { ChangePage } from './change-source.ts';
import type { StreamFilter } from './live-batch.ts';
import type { FeedSource, LiveFeed } from './live-feed.ts';
import { snapshotParts, type SnapshotSource } from './snapshot.ts';
import { StreamClient } from './stream-client.ts';
import { createIds, cursorIn } from './stream-id.ts';

/** How often a comment shows that the connection lives. */
const beatMs = 15_000;

/** What the live stream is made from. */
export interface StreamParts {
  readonly feed: LiveFeed;
  readonly changes: FeedSource;
  readonly snapshot: SnapshotSource;
  /** Names the database. */
  readonly installation: () => Promise<string>;
  readonly log: Pick<Logger, 'warn' | 'info'>;
  /** 15 s when left out. */
  readonly beatEveryMs?: number;
}

/** Where a client begins: with what changed since its last message, or with a snapshot as at a position. */
export interface StreamStart {
  readonly installation: string;
  readonly resumed: ChangePage | null;
  readonly position: FeedPosition;
}

/** All open live streams of the process. */
export class StreamHub {
  private readonly clients = new Set<StreamClient>();
  private readonly nextId = createIds(randomUUID().replaceAll('-', ''));
  private installation: string | null = null;
  private closed = false;

  constructor(private readonly parts: StreamParts) {}

  /** How many clients are connected. */
  get size(): number {
    return this.clients.size;
  }

  /** Reads all that may fail, before the answer begins. Throws DatabaseUnavailable. */
  async start(lastEventId: string | undefined, filter: StreamFilter): Promise<StreamStart> {
    const installation = (this.installation ??= await this.parts.installation());
    const cursor = lastEventId === undefined ? null : cursorIn(lastEventId, installation);
    const resumed = cursor === null ? null : await this.resume(cursor, filter);
    return { installation, resumed, position: resumed?.batch.to ?? (await this.parts.changes.position()) };
  }

  /** Serves one client until it goes, falls behind, or the hub closes. Rejects when a store goes away while the client catches up. */
  async serve(out: ServerResponse, filter: StreamFilter, start: StreamStart): Promise<void> {
    const idOf = (cursor: string | null): string => this.nextId({ installation: start.installation, cursor });
    const client = new StreamClient(out, filter, idOf, backlogBytes => {
      this.parts.log.warn({ backlogBytes }, 'stream.client-too-slow');
    });
    this.clients.add(client);
    const beats = interval(this.parts.beatEveryMs ?? beatMs).subscribe(() => {
      client.beat();
    });
    out.once('close', () => {
      beats.unsubscribe();
      this.clients.delete(client);
    });
    if (this.closed) client.end();
    await this.bringUpToDate(client, start);
  }

  /** Ends all streams; the clients may come back elsewhere with their last id. */
  close(): void {
    this.closed = true;
    for (const client of this.clients) client.end();
  }

  private async resume(cursor: FeedPosition, filter: StreamFilter): Promise<ChangePage | null> {
    try {
      return await this.parts.changes.since(cursor, filter);
    } catch (error) {
      if (error instanceof FeedPositionUnknown) return null;
      throw error;
    }
  }

  private async bringUpToDate(client: StreamClient, { resumed, position }: StreamStart): Promise<void> {
    if (resumed === null) await this.sendSnapshot(client, position);
    else client.deliver(resumed.batch);
    let [at, more] = [position, resumed?.more ?? true];
    while (more && client.isOpen) {
      await client.drained();
      const page = await this.parts.changes.since(at, client.filter);
      client.deliver(page.batch);
      [at, more] = [page.batch.to, page.more];
    }
    if (client.isOpen) client.onClose(this.parts.feed.join(client, at));
  }

  private async sendSnapshot(client: StreamClient, position: FeedPosition): Promise<void> {
    for await (const { data, last } of snapshotParts(this.parts.snapshot, client.filter)) {
      if (!client.isOpen) return;
      await client.send('snapshot', last ? position : null, data);
    }
  }
}
