import { isIP } from 'node:net';
import { Agent, request, type Dispatcher } from 'undici';
import type { Clock } from '@cisterna/platform';
import { isPublicAddress, PrivateAddress, publicLookup } from '@cisterna/platform';
import type { ClaimedDelivery } from '@cisterna/read-model';
import type { Answer, Sender } from '../dispatch/sender.ts';
import { failureText } from './webhook-failure.ts';
import { webhookBody, webhookHeaders } from './webhook-message.ts';

/** How long a subscriber may take: to be connected to, to answer, and to end its answer. */
export interface WebhookPatience {
  readonly connectMs: number;
  readonly answerMs: number;
  readonly bodyMs: number;
}

const usualPatience: WebhookPatience = { connectMs: 3_000, answerMs: 10_000, bodyMs: 2_000 };
/** What is read of an answer's body, and dropped. */
const bodyLimitBytes = 64 * 1024;
const keptAliveMs = 60_000;

export interface WebhookOptions {
  /** Targets may be private and unencrypted. */
  readonly mayBePrivate: boolean;
  readonly clock: Clock;
  readonly patience?: WebhookPatience;
}

/** Posts messages to webhooks after Standard Webhooks: follows no redirect, connects to public addresses only unless it may, waits only so long. */
export class WebhookSender implements Sender {
  readonly #agent: Agent;
  readonly #patience: WebhookPatience;

  constructor(private readonly options: WebhookOptions) {
    this.#patience = options.patience ?? usualPatience;
    const lookup = options.mayBePrivate ? {} : { lookup: publicLookup };
    this.#agent = new Agent({
      connect: { timeout: this.#patience.connectMs, ...lookup },
      connections: 256,
      pipelining: 1,
      keepAliveTimeout: keptAliveMs,
      headersTimeout: this.#patience.answerMs,
      bodyTimeout: this.#patience.bodyMs,
    });
  }

  async send(delivery: ClaimedDelivery): Promise<Answer> {
    try {
      const { statusCode, body } = await this.#post(delivery);
      await this.#drop(body);
      return answerOf(statusCode);
    } catch (error) {
      return { status: null, error: failureText(error), gone: false };
    }
  }

  close(): Promise<void> {
    return this.#agent.destroy();
  }

  #post(delivery: ClaimedDelivery): Promise<Dispatcher.ResponseData> {
    this.#requireAllowed(delivery.target);
    const body = webhookBody(delivery);
    return request(delivery.target, {
      dispatcher: this.#agent,
      method: 'POST',
      headers: webhookHeaders(delivery, body, this.options.clock.now()),
      body,
      signal: AbortSignal.timeout(this.#patience.answerMs + this.#patience.bodyMs),
    });
  }

  /** An address needs no lookup, which would have refused it. */
  #requireAllowed(target: string): void {
    if (this.options.mayBePrivate) return;
    const { hostname, protocol } = new URL(target);
    const plain = hostname.replace(/^\[|\]$/g, '');
    if (protocol !== 'https:' || (isIP(plain) !== 0 && !isPublicAddress(plain)))
      throw new PrivateAddress(hostname, plain);
  }

  /** The status has come: whatever becomes of the rest, the answer stands. */
  async #drop(body: Dispatcher.ResponseData['body']): Promise<void> {
    await body
      .dump({ limit: bodyLimitBytes, signal: AbortSignal.timeout(this.#patience.bodyMs) })
      .catch(() => undefined);
    if (!body.readableEnded) body.destroy();
  }
}

const gone = 410;

const answerOf = (status: number): Answer => {
  if (status >= 200 && status < 300) return { status, error: null, gone: false };
  const error = status >= 300 && status < 400 ? `redirect: ${status} is not followed` : `status: answered ${status}`;
  return { status, error, gone: status === gone };
};
