import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { isWanted, type LiveBatch, type StreamFilter } from './live-batch.ts';
import { sseComment, sseText, type SseMessage } from './sse.ts';
import type { Follower } from './live-feed.ts';

/** How many bytes a client may be behind before it is disconnected. */
export const backlogLimitBytes = 4 * 1024 * 1024;

/** Writes the id of a message after which a client has everything up to a cursor; null: it must start anew. */
export type IdOf = (cursor: string | null) => string;

/** One open answer of the live stream. */
export class StreamClient implements Follower {
  constructor(
    private readonly out: ServerResponse,
    readonly filter: StreamFilter,
    private readonly idOf: IdOf,
    private readonly onDropped: (backlogBytes: number) => void,
  ) {}

  /** Whether anybody still reads. */
  get isOpen(): boolean {
    return !this.out.destroyed && !this.out.writableEnded;
  }

  /** Sends what the client wants of a batch; only the last message tells that all of it was sent. */
  readonly deliver = ({ from, to, messages }: LiveBatch): void => {
    const wanted = messages.filter(message => isWanted(this.filter, message));
    const last = wanted.length - 1;
    this.write(
      wanted
        .map(({ event, data }, index) => sseText({ event, id: this.idOf(index === last ? to : from), data }))
        .join(''),
    );
  };

  /** Sends a message and waits until the client has taken most of what it got. */
  async send(event: SseMessage['event'], cursor: string | null, data: string): Promise<void> {
    this.write(sseText({ event, id: this.idOf(cursor), data }));
    await this.drained();
  }

  /** Waits until the client has taken most of what it got, or is gone. */
  async drained(): Promise<void> {
    if (!this.isOpen || !this.out.writableNeedDrain) return;
    const gone = new AbortController();
    const stop = () => {
      gone.abort();
    };
    this.out.once('close', stop);
    await once(this.out, 'drain', { signal: gone.signal }).catch(() => undefined);
    this.out.off('close', stop);
  }

  /** Shows that the connection lives. */
  beat(): void {
    this.write(sseComment);
  }

  /** Ends the answer; the client may come back with the last id it has. */
  readonly end = (): void => {
    if (this.isOpen) this.out.end();
  };

  readonly expire = this.end;

  /** Calls back when the connection is over. */
  onClose(done: () => void): void {
    this.out.once('close', done);
  }

  private write(text: string): void {
    if (!this.isOpen || text === '') return;
    const backlog = this.out.writableLength;
    if (backlog > backlogLimitBytes) {
      this.onDropped(backlog);
      this.out.destroy();
    } else this.out.write(text);
  }
}
