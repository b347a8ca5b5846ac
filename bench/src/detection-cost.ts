import type { PumpEvent } from '@cisterna/contract';
import { decodeEventText } from '@cisterna/contract';
import { encodeOccurrence } from './cloud-event.ts';
import { DetectionReplay, type Moment } from './detection-replay.ts';
import { hourMs, PumpHistory } from './pump-history.ts';
import type { Distribution } from './report.ts';
import { summarize } from './statistics.ts';

/** How many pumps report hourly for how long, and how often the same stream is gone through. */
export interface DetectionLoad {
  readonly pumps: number;
  readonly days: number;
  /** Rounds that are not counted, while V8 compiles. */
  readonly warmUpRounds: number;
  readonly rounds: number;
}

/** What one round took, microseconds of processor time per report: garbage collection and compiling, on whatever thread, are in it. */
export interface DetectionRound {
  readonly foldUs: number;
  readonly partsUs: number;
  readonly jsonParseUs: number;
}

/** Detection and forecast inside the fold, beside the whole fold and JSON.parse of the same records. */
export interface DetectionCost {
  readonly load: DetectionLoad;
  readonly events: number;
  readonly reports: number;
  readonly distributions: readonly Distribution[];
}

/** A stored stream: each pump's records in order, as text and decoded. */
export interface StoredStream {
  readonly texts: readonly string[];
  readonly pumps: readonly (readonly PumpEvent[])[];
}

const seed = 1;
const hoursPerDay = 24;
/** 5 January 2026, as in the other parts. */
const startsAt = Date.UTC(2026, 0, 5);

const decoded = (text: string): PumpEvent => {
  const read = decodeEventText(text, startsAt + 400 * hoursPerDay * hourMs);
  if (!read.ok) throw new Error(`the stream holds what the contract refuses: ${text.slice(0, 200)}`);
  return read.event;
};

/** The stream of some pumps, the same in every run. @throws Error when a record is none of the contract */
export const storedStream = ({ pumps, days }: Pick<DetectionLoad, 'pumps' | 'days'>): StoredStream => {
  const texts: string[] = [];
  const histories: PumpEvent[][] = [];
  for (let index = 0; index < pumps; index += 1) {
    const history = new PumpHistory(index, seed, startsAt);
    const events: PumpEvent[] = [];
    for (let hour = 0; hour < days * hoursPerDay; hour += 1) {
      for (const occurrence of history.hour(hour)) {
        const text = encodeOccurrence(occurrence);
        texts.push(text);
        events.push(decoded(text));
      }
    }
    histories.push(events);
  }
  return { texts, pumps: histories };
};

/** Microseconds of processor time that `work` takes, of all threads of this process. */
const processorUs = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
};

const parseAll = (texts: readonly string[]): void => {
  for (const text of texts) JSON.parse(text);
};

/** One round: every pump is folded whole, then what its reports were judged by is gone through again by the parts alone. */
const goThrough = ({ texts, pumps }: StoredStream, replay: DetectionReplay): DetectionRound => {
  let [fold, parts, reports] = [0, 0, 0];
  for (const events of pumps) {
    fold += processorUs(() => {
      replay.fold(events);
    });
    const moments: readonly Moment[] = replay.moments(events);
    reports += moments.length;
    parts += processorUs(() => {
      replay.judge(moments);
    });
  }
  const parse = processorUs(() => {
    parseAll(texts);
  });
  return { foldUs: fold / reports, partsUs: parts / reports, jsonParseUs: parse / texts.length };
};

/** The table's rows; `without` is the difference within a round, and so are the ratios. */
export const distributionsOf = (rounds: readonly DetectionRound[]): readonly Distribution[] => {
  const of = (name: string, value: (round: DetectionRound) => number): Distribution => ({ name, summary: summarize(rounds.map(value)) });
  return [
    of('the whole fold, µs per report', ({ foldUs }) => foldUs),
    of('detection and forecast in it, µs per report', ({ partsUs }) => partsUs),
    of('the fold without them, µs per report', ({ foldUs, partsUs }) => foldUs - partsUs),
    of('JSON.parse, µs per record', ({ jsonParseUs }) => jsonParseUs),
    of('detection and forecast, × JSON.parse', ({ partsUs, jsonParseUs }) => partsUs / jsonParseUs),
  ];
};

/** Measures in this process, warm. */
export const measureDetection = (load: DetectionLoad): DetectionCost => {
  const stream = storedStream(load);
  const replay = new DetectionReplay();
  for (let round = 0; round < load.warmUpRounds; round += 1) goThrough(stream, replay);
  const rounds = Array.from({ length: load.rounds }, () => goThrough(stream, replay));
  const reports = stream.pumps.reduce((sum, events) => sum + events.filter(({ type }) => type === 'delivery.reported.v1').length, 0);
  return { load, events: stream.texts.length, reports, distributions: distributionsOf(rounds) };
};
