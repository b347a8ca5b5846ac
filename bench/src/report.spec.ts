import {
  renderDigest,
  renderDistributions,
  renderMachine,
  renderRaces,
  renderSubscribers,
  renderThroughput,
} from './report.ts';

const result = (seconds: number): { events: number; seconds: number; peakRssBytes: number } => ({
  events: 1_000_000,
  seconds,
  peakRssBytes: seconds * 1_048_576,
});
const peer = { contestant: { name: 'peer', does: 'folds' }, results: [result(10), result(20), result(10)] };
const fast = { contestant: { name: 'fast', does: 'parses' }, results: [result(5), result(8), result(5)] };

describe('the report', () => {
  it('shows rates, ratios round by round and the highest memory', () => {
    const table = renderThroughput([fast, peer], 'peer');
    expect(table).toContain('| fast | 3 | 200 000 | 125 000 to 200 000 | 2.00 | 2.00 to 2.50 | 8 MiB | none |');
    expect(table).toContain('| peer | 3 | 100 000 | 50 000 to 100 000 | 1.00 | 1.00 to 1.00 | 20 MiB | none |');
  });

  it('shows what an event takes in the database, where there is one', () => {
    const stored = { ...fast, results: fast.results.map(one => ({ ...one, databaseBytes: 512_000_000 })) };
    expect(renderThroughput([stored, peer], 'peer')).toMatch(/^\| fast .*\| 512 \|$/m);
  });

  it('says what each contestant does', () => {
    expect(renderThroughput([fast, peer], 'peer')).toContain('- fast: parses.\n- peer: folds.');
  });

  it('refuses to compare with a peer that did not run', () => {
    expect(() => renderThroughput([fast], 'peer')).toThrow(RangeError);
  });

  it('shows distributions with n, median, p99 and spread', () => {
    const summary = { n: 5_000, median: 12.345, p99: 80, min: 3, max: 95.5 };
    const table = renderDistributions([{ name: 'event to message, ms', summary }]);
    expect(table).toContain('| event to message, ms | 5 000 | 12.35 | 80.00 | 3.00 to 95.50 |');
  });

  it('names the machine', () => {
    const machine = {
      cpu: 'Fast',
      cores: 2,
      memoryBytes: 8 * 2 ** 30,
      system: 'linux 6',
      node: '20.0.0',
      java: '17.0.1',
      postgres: '18.4',
      kafka: '4.3.1',
    };
    expect(renderMachine(machine)).toBe(
      'Machine: 2 × Fast, 8 GiB, linux 6; Node 20.0.0, Java 17.0.1, PostgreSQL 18.4, Apache Kafka 4.3.1.\n',
    );
  });

  it('tells what raced, and what the races left', () => {
    const races = { 'two-messages': 1200, 'message-and-command': 3, 'two-commands': 4, 'two-replicas': 5 };
    const report = { races, changes: 5000, stale: 20, fenced: 10, faults: [] };
    const text = renderRaces({ count: 1212, seconds: 61.4, report });
    expect(text).toContain('1 212 races in 61 s left 5 000 changes and 0 faults; 20 writers');
    expect(text).toContain('| two messages | 1 200 |');
  });

  it('tells what healthy webhooks notice of one that hangs', () => {
    const load = { healthy: 50, pumps: 1_000, alertsPerSecond: 2, turnSeconds: 60, rounds: 2, warmUpSeconds: 30 };
    const summary = { n: 24_000, median: 30, p99: 60, min: 5, max: 90 };
    const [alone, beside] = [
      { name: 'alone', summary },
      { name: 'beside', summary: { ...summary, p99: 81 } },
    ];
    const text = renderSubscribers({ load, alone, beside, ratio: 1.35, unanswered: 40 });
    expect(text).toContain('2 turns of 60 s each; 40 requests were left hanging.');
    expect(text).toContain('The p99 beside the one that hangs is 1.35 × that without it.');
    expect(text).toContain('| beside | 24 000 | 30.00 | 81.00 | 5.00 to 90.00 |');
  });

  it('tells what came of a past filled in afterwards', () => {
    const load = { pumps: 1_000, days: 90, reportIntervalSeconds: 3_600 };
    const counts = { seconds: 99.6, alerts: 9_000, changes: 20_000, changesOnTopic: 19_999, records: 20_001 };
    const text = renderDigest({ load, ...counts, subjects: ['Digest: 9000 alerts'] });
    expect(text).toContain('1 000 pumps, 90 days filled in afterwards, a report every 3600 s, told after 100 s.');
    expect(text).toContain('| changes on the topic | 19 999 in 20 001 records |');
    expect(text).toContain('| e-mails | 1 |\n\n- Digest: 9000 alerts\n');
  });
});
