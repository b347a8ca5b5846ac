import { setTimeout as sleep } from 'node:timers/promises';
import type { SimulatedRecord } from '../fleet/arrivals.ts';
import { SinkError, type Sink } from './sink.ts';

const mostPerBatch = 1000;
const mostTries = 8;

interface Answer {
  readonly accepted: number;
  readonly rejected: readonly { readonly index: number; readonly code: string; readonly detail: string }[];
}

const isRetriable = (status: number): boolean => status === 429 || status === 503;

/** Posts records in batches of at most 1 000 to `POST /v1/events`; what the service is too busy for is tried again, at growing intervals. */
export class HttpSink implements Sink {
  private readonly endpoint: string;

  /** `firstWaitMs` is the first wait before another try; each further one is twice as long. */
  constructor(
    url: string,
    private readonly key: string | null,
    private readonly firstWaitMs = 250,
  ) {
    this.endpoint = new URL('/v1/events', url).href;
  }

  /** @throws SinkError when the service can't be reached, refuses the call or rejects a record */
  async write(records: readonly SimulatedRecord[]): Promise<void> {
    for (let from = 0; from < records.length; from += mostPerBatch)
      await this.post(records.slice(from, from + mostPerBatch));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private async post(batch: readonly SimulatedRecord[]): Promise<void> {
    const body = `[${batch.map(({ value }) => value).join(',')}]`;
    for (let tries = 1; ; tries += 1) {
      const response = await this.send(body, tries);
      if (response !== null) return this.judge(response);
      await sleep(this.firstWaitMs * 2 ** (tries - 1));
    }
  }

  /** The answer, null when it is worth another try. */
  private async send(body: string, tries: number): Promise<Response | null> {
    const headers = {
      'content-type': 'application/cloudevents-batch+json',
      ...(this.key === null ? {} : { authorization: `Bearer ${this.key}` }),
    };
    try {
      const response = await fetch(this.endpoint, { method: 'POST', headers, body });
      if (!isRetriable(response.status) || tries >= mostTries) return response;
      await response.body?.cancel();
    } catch (error) {
      if (tries >= mostTries) throw new SinkError('http-unreachable', `${this.endpoint} does not answer`, error);
    }
    return null;
  }

  private async judge(response: Response): Promise<void> {
    const text = await response.text();
    if (response.status !== 202 && response.status !== 422) {
      throw new SinkError('http-refused', `${this.endpoint} answered ${response.status}: ${text.slice(0, 300)}`);
    }
    const { rejected } = JSON.parse(text) as Answer;
    const first = rejected[0];
    if (first !== undefined)
      throw new SinkError(
        'records-rejected',
        `${rejected.length} events rejected, the first: ${first.code} (${first.detail})`,
      );
  }
}
