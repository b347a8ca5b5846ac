import { byLabel, mean, parseMetrics, rate, total } from './metrics.ts';

const text = `# HELP cisterna_events_folded_total Events.
# TYPE cisterna_events_folded_total counter
cisterna_events_folded_total 35131
cisterna_dead_letters_total{code="not-json"} 3
cisterna_dead_letters_total{code="id-\\"odd\\""} 1 1700000000
cisterna_partition_lag{partition="10"} 4
cisterna_partition_lag{partition="2"} 0
cisterna_batch_seconds_bucket{le="+Inf"} 88
cisterna_batch_seconds_sum 44
cisterna_batch_seconds_count 88
not a line
`;
const samples = parseMetrics(text);

describe('the text format of Prometheus', () => {
  it('is read by name, labels and value', () => {
    expect(samples).toHaveLength(8);
    expect(samples[0]).toEqual({ name: 'cisterna_events_folded_total', labels: {}, value: 35131 });
    expect(samples[2]?.labels).toEqual({ code: 'id-"odd"' });
    expect(parseMetrics('a +Inf\nb -Inf\nc 1e-3').map(({ value }) => value)).toEqual([Infinity, -Infinity, 0.001]);
  });

  it('is summed over labels, and told apart by one', () => {
    expect(total(samples, 'cisterna_dead_letters_total')).toBe(4);
    expect(total(samples, 'cisterna_unknown')).toBe(0);
    expect(byLabel(samples, 'cisterna_partition_lag', 'partition')).toEqual([['2', 0], ['10', 4]]);
  });
});

describe('what happens between two readings', () => {
  const reading = (at: number, folded: number, sum = 0, count = 0) => ({ at, samples: parseMetrics(`n ${folded}\nh_sum ${sum}\nh_count ${count}`) });

  it('is a rate per second', () => {
    expect(rate(reading(1_000, 10), reading(6_000, 60), 'n')).toBe(10);
  });

  it('is unknown at the first reading, in no time, and after a restart', () => {
    expect(rate(null, reading(1_000, 10), 'n')).toBeNull();
    expect(rate(reading(1_000, 10), reading(1_000, 10), 'n')).toBeNull();
    expect(rate(reading(1_000, 10), reading(2_000, 3), 'n')).toBeNull();
  });

  it('has a mean, or since the start where nothing came before', () => {
    expect(mean(reading(0, 0, 1, 2), reading(5_000, 0, 4, 4), 'h')).toBe(1.5);
    expect(mean(null, reading(5_000, 0, 4, 8), 'h')).toBe(0.5);
    expect(mean(reading(0, 0, 1, 2), reading(5_000, 0, 1, 2), 'h')).toBeNull();
  });
});
