import { Counter, Gauge, Histogram } from 'prom-client';
import type { Metrics } from '@cisterna/platform';
import { waitingDeliveries, type ClaimedDelivery, type ReadModel } from '@cisterna/read-model';
import type { Answer } from './sender.ts';

const buckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3_600, 86_400];

/** The figures about deliveries in `/metrics`. */
export class DeliveryTally {
  readonly #seconds: Histogram;
  readonly #mailAttempts: Counter;

  constructor(
    private readonly metrics: Metrics,
    model: ReadModel,
  ) {
    const registers = [metrics.registry];
    this.#seconds = new Histogram({
      name: 'cisterna_delivery_seconds',
      help: 'From the storing of an alert’s change to its receipt by a subscriber',
      buckets,
      registers,
    });
    this.#mailAttempts = new Counter({
      name: 'cisterna_mail_attempts_total',
      help: 'Attempts to send an e-mail, by outcome',
      labelNames: ['outcome'],
      registers,
    });
    new Gauge({
      name: 'cisterna_deliveries_waiting',
      help: 'Deliveries that no subscriber has taken yet and that are not given up',
      registers,
      async collect() {
        this.set(await waitingDeliveries(model, ['webhook', 'email']));
      },
    });
  }

  /** Counts one attempt and, where it brought a change to a subscriber, the time that took. */
  count({ channel, test, type, change, writtenAt }: ClaimedDelivery, answer: Answer, now: number): void {
    const outcome = answer.error === null ? 'delivered' : answer.gone ? 'gone' : 'failed';
    const attempts = channel === 'webhook' ? this.metrics.webhookAttempts : this.#mailAttempts;
    attempts.inc({ outcome });
    // What was held until its time is no measure of how fast we are.
    const isPrompt = !test && type === `alert.${change}`;
    if (outcome === 'delivered' && isPrompt) this.#seconds.observe(Math.max(0, now - writtenAt) / 1000);
  }
}
