/** An answer with its body read; `body` is parsed where it is JSON. */
export interface HttpAnswer {
  readonly status: number;
  readonly type: string;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Record<string, unknown>;
}

const bodyOf = (type: string, text: string): Record<string, unknown> =>
  type.includes('json') && text !== '' ? (JSON.parse(text) as Record<string, unknown>) : {};

/** Speaks to one API. */
export class HttpClient {
  constructor(
    readonly url: string,
    private readonly key: string | null = null,
  ) {}

  /** The same API with a key. */
  withKey(key: string): HttpClient {
    return new HttpClient(this.url, key);
  }

  async send(
    method: string,
    path: string,
    init: { body?: string | Uint8Array<ArrayBuffer>; headers?: Record<string, string> } = {},
  ): Promise<HttpAnswer> {
    const headers = { ...(this.key === null ? {} : { authorization: `Bearer ${this.key}` }), ...init.headers };
    const answer = await fetch(this.url + path, {
      method,
      headers,
      ...(init.body === undefined ? {} : { body: init.body }),
    });
    const text = await answer.text();
    const type = answer.headers.get('content-type') ?? '';
    return { status: answer.status, type, headers: answer.headers, text, body: bodyOf(type, text) };
  }

  get(path: string): Promise<HttpAnswer> {
    return this.send('GET', path);
  }

  post(path: string, value: unknown, headers: Record<string, string> = {}): Promise<HttpAnswer> {
    return this.send('POST', path, {
      body: JSON.stringify(value),
      headers: { 'content-type': 'application/json', ...headers },
    });
  }

  /** Posts one event, or a list of them as a batch. */
  postEvents(events: unknown): Promise<HttpAnswer> {
    const type = Array.isArray(events) ? 'application/cloudevents-batch+json' : 'application/cloudevents+json';
    return this.post('/v1/events', events, { 'content-type': type });
  }
}

/** The codes and pointers of a problem, to compare with. */
export const problemOf = ({ status, body }: HttpAnswer): { status: number; code: unknown; pointers: string[] } => ({
  status,
  code: body['code'],
  pointers: ((body['errors'] ?? []) as { pointer: string }[]).map(({ pointer }) => pointer),
});
