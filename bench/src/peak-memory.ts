import { readFile } from 'node:fs/promises';

const periodMs = 50;

/** The highest resident memory so far in the text of `/proc/<pid>/status`, in bytes; null where it isn't told (a process that has ended). */
export const peakRssIn = (status: string): number | null => {
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kibibytes === undefined ? null : Number(kibibytes) * 1_024;
};

/** Watches a process from outside till it ends or the function returned is called, which tells its highest resident memory in bytes. */
export const watchPeakRss = (pid: number): (() => number) => {
  let peak = 0;
  const look = (): void => {
    readFile(`/proc/${pid}/status`, 'utf8').then(
      status => {
        peak = Math.max(peak, peakRssIn(status) ?? 0);
      },
      () => {
        clearInterval(timer);
      },
    );
  };
  const timer = setInterval(look, periodMs);
  look();
  return () => {
    clearInterval(timer);
    return peak;
  };
};
