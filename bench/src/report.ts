import type { Contestant, Result } from './contestant.ts';
import type { DetectionCost } from './detection-cost.ts';
import type { MeasuredDigest } from './digest.ts';
import type { Machine } from './machine.ts';
import type { Footprint } from './footprint.ts';
import type { PageMemory } from './page-memory.ts';
import type { MeasuredRaces } from './races.ts';
import { summarize, type Summary } from './statistics.ts';
import type { MeasuredSubscribers } from './subscribers.ts';

/** A contestant with one result for each round, in order of the rounds. */
export interface Measured {
  readonly contestant: Pick<Contestant, 'name' | 'does'>;
  readonly results: readonly Result[];
}

/** Further distributions, such as latencies: their unit stands in the name. */
export interface Distribution {
  readonly name: string;
  readonly summary: Summary;
}

const whole = (value: number): string => Math.round(value).toLocaleString('en-GB').replaceAll(',', ' ');
const twoPlaces = (value: number): string => value.toFixed(2);
const mebibytes = (bytes: number): string => `${whole(bytes / 1_048_576)} MiB`;
const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

const rates = ({ results }: Measured): number[] => results.map(({ events, seconds }) => events / seconds);

/** How often faster than the peer of the same round: the machine's mood is in both, so the ratio is steadier than either. */
const ratios = (measured: Measured, peer: Measured): number[] => {
  const peers = rates(peer);
  return rates(measured).map((rate, round) => rate / (peers[round] ?? Number.NaN));
};

const throughputRow = (measured: Measured, peer: Measured): (string | number)[] => {
  const rate = summarize(rates(measured));
  const ratio = summarize(ratios(measured, peer));
  const memory = Math.max(...measured.results.map(({ peakRssBytes }) => peakRssBytes));
  const stored = measured.results.flatMap(({ databaseBytes, events }) =>
    databaseBytes === undefined ? [] : [databaseBytes / events],
  );
  return [
    measured.contestant.name,
    rate.n,
    whole(rate.median),
    `${whole(rate.min)} to ${whole(rate.max)}`,
    twoPlaces(ratio.median),
    `${twoPlaces(ratio.min)} to ${twoPlaces(ratio.max)}`,
    mebibytes(memory),
    stored.length === 0 ? 'none' : whole(summarize(stored).median),
  ];
};

/** The table of events per second, and what each contestant does for them; ratios are to `peerName`, round by round. */
export const renderThroughput = (all: readonly Measured[], peerName: string): string => {
  const peer = all.find(({ contestant }) => contestant.name === peerName);
  if (peer === undefined) throw new RangeError(`no results of ${peerName}`);
  const head = [
    'contestant',
    'n',
    'events/s, median',
    'spread',
    `× ${peerName}, median`,
    'spread',
    'peak memory',
    'database bytes/event',
  ];
  const rows = all.map(measured => throughputRow(measured, peer));
  const notes = all.map(({ contestant }) => `- ${contestant.name}: ${contestant.does}.`);
  return `${table(head, rows)}\n\n${notes.join('\n')}\n`;
};

export const renderDistributions = (distributions: readonly Distribution[]): string =>
  `${table(
    ['measure', 'n', 'median', 'p99', 'spread'],
    distributions.map(({ name, summary: { n, median, p99, min, max } }) => [
      name,
      whole(n),
      twoPlaces(median),
      twoPlaces(p99),
      `${twoPlaces(min)} to ${twoPlaces(max)}`,
    ]),
  )}\n`;

export const renderMachine = (machine: Machine): string =>
  `Machine: ${machine.cores} × ${machine.cpu}, ${whole(machine.memoryBytes / 2 ** 30)} GiB, ${machine.system}; ` +
  `Node ${machine.node}, Java ${machine.java}, PostgreSQL ${machine.postgres}, Apache Kafka ${machine.kafka}.\n`;

/** What the restarted process takes, and how fast it lists pumps. */
export const renderFootprint = ({ load, events, readySeconds, rssBytes, listings }: Footprint): string => {
  const past = `${whole(load.pumps)} pumps with ${load.days} days behind them, a report every ${load.reportIntervalSeconds} s, ${whole(events)} events`;
  const facts = [
    ['restart after a clean stop to ready, s', twoPlaces(readySeconds)],
    ['resident memory of the all-in-one process', mebibytes(rssBytes)],
  ];
  return `${past}.\n\n${table(['measure', 'value'], facts)}\n\n${renderDistributions(listings)}`;
};

/** What raced for the same alerts, and that nothing was lost or doubled. */
export const renderRaces = ({ count, seconds, report }: MeasuredRaces): string => {
  const kinds = Object.entries(report.races).map(([kind, races]) => [kind.replaceAll('-', ' '), whole(races)]);
  const met = `${whole(report.stale)} writers found that another had been faster, ${whole(report.fenced)} owners that their partition was taken`;
  return `${whole(count)} races in ${whole(seconds)} s left ${whole(report.changes)} changes and ${whole(report.faults.length)} faults; ${met}.\n\n${table(['race', 'n'], kinds)}\n`;
};

/** How the page's heap goes on under live updates. */
export const renderPageMemory = ({ load, firstRowMs, samples }: PageMemory): string => {
  const rows = samples.map(({ seconds, heapBytes }) => [whole(seconds), mebibytes(heapBytes)]);
  const met = `${whole(load.pumps)} pumps, ${whole(load.eventsPerSecond)} events/s; the first row after ${whole(firstRowMs)} ms`;
  return `${met}.\n\n${table(['after s', 'heap after a collection'], rows)}\n`;
};

/** What healthy webhooks notice of one that hangs. */
export const renderSubscribers = ({ load, alone, beside, ratio, unanswered }: MeasuredSubscribers): string => {
  const met = `${load.alertsPerSecond} alerts/s raised and as many cleared, ${load.rounds} turns of ${load.turnSeconds} s each; ${whole(unanswered)} requests were left hanging`;
  return `${met}. The p99 beside the one that hangs is ${twoPlaces(ratio)} × that without it.\n\n${renderDistributions([alone, beside])}`;
};

/** What comes of a past that is filled in afterwards, by e-mail and on the topic. */
export const renderDigest = ({ load, seconds, subjects, ...counts }: MeasuredDigest): string => {
  const past = `${whole(load.pumps)} pumps, ${load.days} days filled in afterwards, a report every ${load.reportIntervalSeconds} s, told after ${whole(seconds)} s`;
  const facts = [
    ['alerts', whole(counts.alerts)],
    ['changes of them', whole(counts.changes)],
    ['changes on the topic', `${whole(counts.changesOnTopic)} in ${whole(counts.records)} records`],
    ['e-mails', whole(subjects.length)],
  ];
  return `${past}.\n\n${table(['what', 'n'], facts)}\n\n${subjects.slice(0, 10).map(subject => `- ${subject}`).join('\n')}\n`;
};

/** What detection and forecast cost of the fold. */
export const renderDetection = ({ load, events, reports, distributions }: DetectionCost): string =>
  `${whole(load.pumps)} pumps, ${load.days} days, ${whole(events)} events, of them ${whole(reports)} reports; ${load.rounds} rounds after ${load.warmUpRounds} to warm up.\n\n${renderDistributions(distributions)}`;
