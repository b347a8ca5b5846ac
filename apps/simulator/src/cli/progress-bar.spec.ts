import { ProgressBar } from './progress-bar.ts';

const barOn = (isTTY: boolean) => {
  const written: string[] = [];
  let now = 0;
  const bar = new ProgressBar({ isTTY, write: text => written.push(text) }, () => now);
  return {
    written,
    show: (share: number, events: number, atMs: number): void => {
      now = atMs;
      bar.show(share, events);
    },
  };
};

describe('ProgressBar', () => {
  it('redraws its line on a terminal, at most ten times a second, and ends it', () => {
    const { written, show } = barOn(true);
    show(0.1, 100, 1000);
    show(0.11, 110, 1050);
    show(0.5, 500, 2000);
    show(1, 1000, 2010);
    expect(written).toEqual([
      '\r[###...........................]  10 %  100 events  100/s  1 s',
      '\r[###############...............]  50 %  500 events  250/s  2 s',
      '\r[##############################] 100 %  1000 events  498/s  2 s\n',
    ]);
  });

  it('writes a line for every tenth elsewhere', () => {
    const { written, show } = barOn(false);
    for (let step = 1; step <= 50; step += 1) show(step / 50, step * 10, step * 100);
    expect(written).toHaveLength(10);
    expect(written[0]).toBe(' 10 %  50 events  100/s  1 s\n');
    expect(written.at(-1)).toBe('100 %  500 events  100/s  5 s\n');
  });
});
