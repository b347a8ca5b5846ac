import { eventually } from './eventually.ts';

/** An answer with its body read: parsed where it is JSON. */
export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** Speaks to one API; every address is a path with its query. */
export class HttpClient {
  constructor(readonly url: string) {}

  async send<Body>(
    method: string,
    path: string,
    init: { body?: string; headers?: Record<string, string> } = {},
  ): Promise<Answer<Body>> {
    const answer = await fetch(this.url + path, { method, ...init });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
    return { status: answer.status, headers: answer.headers, body: (isJson ? JSON.parse(text) : text) as Body };
  }

  post<Body>(path: string, value: unknown, headers: Record<string, string> = {}): Promise<Answer<Body>> {
    return this.send('POST', path, {
      body: JSON.stringify(value),
      headers: { 'content-type': 'application/json', ...headers },
    });
  }

  /** The body of a GET. @throws Error when the answer is not 200 */
  async get<Body>(path: string): Promise<Body> {
    const { status, body } = await this.send<Body>('GET', path);
    if (status !== 200) throw new Error(`GET ${path} answered ${status}: ${JSON.stringify(body)}`);
    return body;
  }

  /** The body of a GET once it satisfies `fits`; other answers than 200 are asked again. */
  async getWhen<Body>(path: string, fits: (body: Body) => boolean, withinMs?: number): Promise<Body> {
    const question = async (): Promise<{ readonly body: Body } | null> => {
      const { status, body } = await this.send<Body>('GET', path);
      return status === 200 && fits(body) ? { body } : null;
    };
    return (await eventually(`GET ${path} as hoped`, question, withinMs)).body;
  }

  /** All items of a list, page by page. */
  async all<Item>(path: string): Promise<Item[]> {
    const items: Item[] = [];
    const join = path.includes('?') ? '&' : '?';
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Page<Item> = await this.get(
        `${path}${join}limit=500${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      items.push(...page.items);
      cursor = page.nextCursor;
    }
    return items;
  }
}
