import { AlarmClock } from './alarm-clock.ts';

const long = 30_000;

describe('AlarmClock', () => {
  it('wakes the sleeper of the partition that rings, and no other', async () => {
    const alarm = new AlarmClock();
    const woken: number[] = [];
    const sleeps = [0, 1].map(partition => alarm.sleep(partition, 0, long).then(() => woken.push(partition)));
    alarm.ring(1);
    await sleeps[1];
    expect(woken).toEqual([1]);
    alarm.ring(0);
    await Promise.all(sleeps);
  });

  it('lets nobody sleep who missed a ring while looking', async () => {
    const alarm = new AlarmClock();
    const heard = alarm.count(0);
    alarm.ring(0);
    await alarm.sleep(0, heard, long);
    expect(alarm.count(0)).toBe(heard + 1);
  });

  it('wakes by itself in the end', async () => {
    const begun = Date.now();
    await new AlarmClock().sleep(0, 0, 30);
    expect(Date.now() - begun).toBeGreaterThanOrEqual(29);
  });
});
