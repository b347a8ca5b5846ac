import { eventually } from './eventually.ts';

/** A message of the live stream. */
export interface StreamMessage {
  readonly id: string;
  readonly event: string;
  readonly data: unknown;
}

const messageOf = (block: string): StreamMessage | null => {
  const fields = new Map(
    block
      .split('\n')
      .filter(line => !line.startsWith(':'))
      .map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trimStart()]),
  );
  const [id, event, data] = [fields.get('id'), fields.get('event'), fields.get('data')];
  return id === undefined || event === undefined || data === undefined ? null : { id, event, data: JSON.parse(data) };
};

/** The whole messages of a piece of an event stream, and the rest that is not complete yet; comments are left out. */
export const parseStream = (text: string): { readonly messages: readonly StreamMessage[]; readonly rest: string } => {
  const blocks = text.split('\n\n');
  const rest = blocks.pop() ?? '';
  return { messages: blocks.map(messageOf).filter(message => message !== null), rest };
};

/** Follows the live stream of an API as a browser does, but does not connect again by itself. */
export class StreamReader {
  readonly messages: StreamMessage[] = [];
  private readonly abort = new AbortController();
  private readonly ended: Promise<void>;

  /** @param lastId resumes after that message */
  constructor(url: string, lastId?: string) {
    this.ended = this.follow(url, lastId === undefined ? {} : { 'last-event-id': lastId }).catch(() => undefined);
  }

  /** Waits for the first message that fits. */
  when(hope: string, fits: (message: StreamMessage) => boolean, withinMs?: number): Promise<StreamMessage> {
    return eventually(hope, () => this.messages.find(fits) ?? null, withinMs);
  }

  /** Ends it; resolves when the connection is gone. */
  close(): Promise<void> {
    this.abort.abort();
    return this.ended;
  }

  private async follow(url: string, headers: Record<string, string>): Promise<void> {
    const answer = await fetch(url, {
      headers: { accept: 'text/event-stream', ...headers },
      signal: this.abort.signal,
    });
    const text = new TextDecoder();
    let waiting = '';
    for await (const piece of answer.body ?? []) {
      const { messages, rest } = parseStream(waiting + text.decode(piece as Uint8Array, { stream: true }));
      waiting = rest;
      this.messages.push(...messages);
    }
  }
}
