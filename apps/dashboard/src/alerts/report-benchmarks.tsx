import type { AlarmBenchmark } from '@cisterna/contract';
import type { ReactNode } from 'react';
import { Mark } from '../parts/mark.tsx';
import { benchmarkBar } from './report-bars.ts';
import { benchmarkNames, benchmarkWords, metWord } from './report-words.ts';

const Picture = ({ benchmark }: { readonly benchmark: AlarmBenchmark }): ReactNode => {
  const bar = benchmarkBar(benchmark);
  const { measured, wanted } = benchmarkWords(benchmark);
  if (bar === null) return null;
  return (
    <svg className="report-bar report-bar-wide" viewBox="0 0 100 14" preserveAspectRatio="none" role="img" aria-label={`Measured ${measured}, wanted ${wanted}`}>
      <rect className="report-bar-ground" y="2" width="100" height="10" />
      <rect className={benchmark.met === false ? 'report-bar-over' : 'report-bar-fill'} y="2" width={bar.width} height="10" />
      <line className="report-limit" x1={bar.limitAt} x2={bar.limitAt} y1="0" y2="14" />
    </svg>
  );
};

const Benchmark = ({ benchmark }: { readonly benchmark: AlarmBenchmark }): ReactNode => {
  const { measured, wanted } = benchmarkWords(benchmark);
  const { word, urgency } = metWord(benchmark.met);
  return (
    <li>
      <h3>
        {benchmarkNames[benchmark.name]} <Mark urgency={urgency}>{word}</Mark>
      </h3>
      <p>
        <strong>{measured}</strong>; wanted: {wanted}
      </p>
      <Picture benchmark={benchmark} />
      <p>{benchmark.text}</p>
      <p className="faint">Source: {benchmark.source}</p>
    </li>
  );
};

/** What was measured beside the figures of the standards, each with its source, and how to read the report. */
export const ReportBenchmarks = ({ benchmarks, notes }: { readonly benchmarks: readonly AlarmBenchmark[]; readonly notes: readonly string[] }): ReactNode => (
  <section className="sheet" aria-labelledby="report-benchmarks">
    <h2 id="report-benchmarks">Beside the figures of the standards</h2>
    <p className="faint">The line across a bar is the standard’s figure.</p>
    <ul className="report-benchmarks">
      {benchmarks.map(benchmark => (
        <Benchmark key={benchmark.name} benchmark={benchmark} />
      ))}
    </ul>
    {notes.map(note => (
      <p key={note} className="faint">{note}</p>
    ))}
  </section>
);
