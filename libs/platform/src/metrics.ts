import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Outcomes that a webhook attempt is counted under: taken, to be tried again, ended for good by the subscriber (410). */
export const webhookOutcomes = ['delivered', 'failed', 'gone'] as const;

/** The measurements that Cisterna exposes, beside the process's own; one set per process. */
export interface Metrics {
  readonly registry: Registry;
  readonly eventsFolded: Counter;
  readonly eventsRepeated: Counter;
  readonly eventsLate: Counter;
  readonly deadLetters: Counter<'code'>;
  /** Events between the partition's stored position and its end. */
  readonly partitionLag: Gauge<'partition'>;
  readonly batchSeconds: Histogram;
  readonly foldSeconds: Histogram;
  readonly alertsOpen: Gauge<'priority'>;
  readonly webhookAttempts: Counter<'outcome'>;
}

const batchBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const foldBuckets = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5];

const createCounters = (
  registers: Registry[],
): Pick<Metrics, 'eventsFolded' | 'eventsRepeated' | 'eventsLate' | 'deadLetters' | 'webhookAttempts'> => ({
  eventsFolded: new Counter({
    name: 'cisterna_events_folded_total',
    help: 'Distinct events folded into read models',
    registers,
  }),
  eventsRepeated: new Counter({
    name: 'cisterna_events_repeated_total',
    help: 'Exact repeats that were dropped',
    registers,
  }),
  eventsLate: new Counter({
    name: 'cisterna_events_late_total',
    help: 'Events that came after a later one of their pump',
    registers,
  }),
  deadLetters: new Counter({
    name: 'cisterna_dead_letters_total',
    help: 'Records set aside, by code',
    labelNames: ['code'],
    registers,
  }),
  webhookAttempts: new Counter({
    name: 'cisterna_webhook_attempts_total',
    help: 'Webhook attempts, by outcome',
    labelNames: ['outcome'],
    registers,
  }),
});

const createGauges = (registers: Registry[]): Pick<Metrics, 'partitionLag' | 'alertsOpen'> => ({
  partitionLag: new Gauge({
    name: 'cisterna_partition_lag',
    help: 'Events not yet projected, by partition',
    labelNames: ['partition'],
    registers,
  }),
  alertsOpen: new Gauge({
    name: 'cisterna_alerts_open',
    help: 'Open alerts, by priority',
    labelNames: ['priority'],
    registers,
  }),
});

const createHistograms = (registers: Registry[]): Pick<Metrics, 'batchSeconds' | 'foldSeconds'> => ({
  batchSeconds: new Histogram({
    name: 'cisterna_batch_seconds',
    help: 'From a batch’s arrival to its commit',
    buckets: batchBuckets,
    registers,
  }),
  foldSeconds: new Histogram({
    name: 'cisterna_fold_seconds',
    help: 'Decoding and folding of one batch',
    buckets: foldBuckets,
    registers,
  }),
});

/** A fresh registry with all measurements in it. Label values known beforehand start at 0, so that a rate sees their first increase. */
export const createMetrics = (): Metrics => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const metrics: Metrics = {
    registry,
    ...createCounters([registry]),
    ...createGauges([registry]),
    ...createHistograms([registry]),
  };
  for (const outcome of webhookOutcomes) metrics.webhookAttempts.inc({ outcome }, 0);
  for (const priority of ['high', 'medium', 'low']) metrics.alertsOpen.set({ priority }, 0);
  return metrics;
};
