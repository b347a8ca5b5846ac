import { request, type IncomingMessage } from 'node:http';
import { eventually } from '../../../../test/kit/eventually.ts';

/** One message as received. */
export interface Received {
  readonly id: string;
  readonly event: string;
  readonly data: Record<string, unknown>;
  /** When it came, by the process's clock. */
  readonly atMs: number;
}

const fieldOf = (block: string, name: string): string =>
  block
    .split('\n')
    .find(line => line.startsWith(`${name}: `))
    ?.slice(name.length + 2) ?? '';

/** A client of the live stream that keeps all it gets. */
export class SseClient {
  readonly received: Received[] = [];
  readonly comments: string[] = [];
  ended = false;
  private rest = '';

  private constructor(
    readonly status: number,
    private readonly answer: IncomingMessage,
  ) {
    answer.setEncoding('utf8');
    answer.on('data', (text: string) => {
      this.take(text);
    });
    for (const end of ['end', 'error', 'close']) answer.on(end, () => (this.ended = true));
  }

  static open(url: string, lastEventId: string | null = null, key: string | null = null): Promise<SseClient> {
    const headers = {
      ...(lastEventId === null ? {} : { 'last-event-id': lastEventId }),
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
    };
    return new Promise((resolve, reject) => {
      request(url, { headers }, answer => {
        resolve(new SseClient(answer.statusCode ?? 0, answer));
      })
        .on('error', reject)
        .end();
    });
  }

  /** The messages of one kind, as soon as there are `count`. */
  of(event: string, count: number): Promise<Received[]> {
    return eventually(() => {
      const found = this.received.filter(message => message.event === event);
      return found.length >= count && found;
    });
  }

  /** The first message that fits. */
  find(fits: (message: Received) => boolean): Promise<Received> {
    return eventually(() => this.received.find(fits) ?? null);
  }

  /** Reads nothing until it is resumed. */
  pause(): void {
    this.answer.pause();
  }

  resume(): void {
    this.answer.resume();
  }

  close(): void {
    this.answer.destroy();
  }

  private take(text: string): void {
    const blocks = (this.rest + text).split('\n\n');
    this.rest = blocks.pop() ?? '';
    for (const block of blocks) {
      if (block.startsWith(':')) this.comments.push(block);
      else
        this.received.push({
          id: fieldOf(block, 'id'),
          event: fieldOf(block, 'event'),
          data: JSON.parse(fieldOf(block, 'data')) as Received['data'],
          atMs: performance.now(),
        });
    }
  }
}
