import type { AlarmBenchmark, AlarmReport } from '@cisterna/contract';

/** How wide a bar is, 0 to 100; what is more than nothing can be seen. */
export const barWidth = (value: number, longest: number): number => {
  if (value <= 0 || longest <= 0) return 0;
  return Math.min(100, Math.max(1, (100 * value) / longest));
};

/** The bar of what was measured and the place of the limit on one scale, 0 to 100; null where nothing was measured. */
export const benchmarkBar = ({ measured, limit }: Pick<AlarmBenchmark, 'measured' | 'limit'>): { readonly width: number; readonly limitAt: number } | null => {
  if (measured === null) return null;
  const scale = 1.25 * Math.max(measured, limit, Number.MIN_VALUE);
  return { width: barWidth(measured, scale), limitAt: (100 * limit) / scale };
};

/** Where the floods lie in the period, 0 to 100; the shortest can still be seen. */
export const floodMarks = ({ from, to, floods }: Pick<AlarmReport, 'from' | 'to' | 'floods'>): readonly { readonly x: number; readonly width: number }[] => {
  const start = Date.parse(from);
  const length = Date.parse(to) - start;
  return floods.map(flood => {
    const x = (100 * Math.max(0, Date.parse(flood.from) - start)) / length;
    const width = Math.max(0.4, (100 * (Date.parse(flood.to) - Date.parse(flood.from))) / length);
    return { x: Math.min(x, 99.6), width: Math.min(width, 100 - Math.min(x, 99.6)) };
  });
};
