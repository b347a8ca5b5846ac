import { createMetrics, webhookOutcomes } from './metrics.ts';

const names = [
  'cisterna_events_folded_total',
  'cisterna_events_repeated_total',
  'cisterna_events_late_total',
  'cisterna_dead_letters_total',
  'cisterna_partition_lag',
  'cisterna_batch_seconds',
  'cisterna_fold_seconds',
  'cisterna_alerts_open',
  'cisterna_webhook_attempts_total',
];

describe('the metrics', () => {
  it('have the names that are promised, each with a help text', async () => {
    const text = await createMetrics().registry.metrics();
    for (const name of names) expect(text).toMatch(new RegExp(`# HELP ${name} \\S+`));
  });

  it('tell of the process too', async () => {
    const text = await createMetrics().registry.metrics();
    expect(text).toContain('process_resident_memory_bytes');
    expect(text).toContain('nodejs_eventloop_lag_seconds');
  });

  it('count under their labels', async () => {
    const metrics = createMetrics();
    metrics.eventsFolded.inc(7);
    metrics.deadLetters.inc({ code: 'not-json' }, 2);
    metrics.partitionLag.set({ partition: '3' }, 12);
    metrics.batchSeconds.observe(0.02);
    const text = await metrics.registry.metrics();
    expect(text).toContain('cisterna_events_folded_total 7');
    expect(text).toContain('cisterna_dead_letters_total{code="not-json"} 2');
    expect(text).toContain('cisterna_partition_lag{partition="3"} 12');
    expect(text).toContain('cisterna_batch_seconds_bucket{le="0.025"} 1');
    expect(text).toContain('cisterna_batch_seconds_bucket{le="0.01"} 0');
  });

  it('start at 0 where the label values are known, so that a first increase shows', async () => {
    const text = await createMetrics().registry.metrics();
    for (const outcome of webhookOutcomes)
      expect(text).toContain(`cisterna_webhook_attempts_total{outcome="${outcome}"} 0`);
    for (const priority of ['high', 'medium', 'low'])
      expect(text).toContain(`cisterna_alerts_open{priority="${priority}"} 0`);
  });

  it('are apart for each process part, so that two in one test do not meet', async () => {
    const [one, other] = [createMetrics(), createMetrics()];
    one.eventsFolded.inc();
    expect(await other.registry.metrics()).toContain('cisterna_events_folded_total 0');
  });
});
