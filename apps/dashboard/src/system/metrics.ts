/** One measurement of the text format of Prometheus. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const line = /^([A-Za-z_:][A-Za-z0-9_:]*)(?:\{(.*)\})?\s+(\S+)/;
const label = /([A-Za-z_][A-Za-z0-9_]*)="((?:[^"\\]|\\.)*)"/g;

const unescaped = (text: string): string => text.replace(/\\(.)/g, (_, letter: string) => (letter === 'n' ? '\n' : letter));
const numberOf = (text: string): number => Number(text.replace(/^\+?Inf$/, 'Infinity').replace(/^-Inf$/, '-Infinity'));

const sampleOf = (text: string): readonly Sample[] => {
  const [, name, labels = '', value] = line.exec(text) ?? [];
  if (name === undefined || value === undefined || Number.isNaN(numberOf(value))) return [];
  return [{ name, labels: Object.fromEntries([...labels.matchAll(label)].map(([, key = '', said = '']) => [key, unescaped(said)])), value: numberOf(value) }];
};

/** Reads the text format of Prometheus; what is no number is left out. */
export const parseMetrics = (text: string): readonly Sample[] => text.split('\n').filter(row => !row.startsWith('#')).flatMap(sampleOf);

/** The sum over all labels; 0 where nothing was measured yet. */
export const total = (samples: readonly Sample[], name: string): number => samples.reduce((sum, sample) => (sample.name === name ? sum + sample.value : sum), 0);

/** The values by one label, by the order of the label as people count. */
export const byLabel = (samples: readonly Sample[], name: string, key: string): readonly (readonly [string, number])[] =>
  samples
    .filter(sample => sample.name === name)
    .map(({ labels, value }) => [labels[key] ?? '', value] as const)
    .sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));

/** What stands on the page, taken at one moment. */
export interface Reading {
  /** ms since 1970. */
  readonly at: number;
  readonly samples: readonly Sample[];
}

/** How fast a counter grows, per second; null before a second reading, and when the process began anew between them. */
export const rate = (former: Reading | null, now: Reading, name: string): number | null => {
  if (former === null || now.at <= former.at) return null;
  const grown = total(now.samples, name) - total(former.samples, name);
  return grown < 0 ? null : (1000 * grown) / (now.at - former.at);
};

/** The mean of a histogram between two readings, or since the start where there is no former one; null where nothing was measured. */
export const mean = (former: Reading | null, now: Reading, name: string): number | null => {
  const since = (suffix: string): number => total(now.samples, `${name}_${suffix}`) - (former === null ? 0 : total(former.samples, `${name}_${suffix}`));
  const count = since('count');
  return count > 0 ? since('sum') / count : null;
};
