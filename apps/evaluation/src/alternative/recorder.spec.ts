import { compareOrder } from '@cisterna/contract';
import { Recorder } from './recorder.ts';

const examined = { method: 'x-ray', finding: 'patent' } as const;

describe('a recorder', () => {
  it('counts on, gives persons entries and begins anew after a restart', () => {
    const recorder = new Recorder('P', 'C', { carries: () => true });
    recorder.own(1000, 'alarm.raised.v1', { alarm: 'low-reservoir' });
    recorder.person(2500, 'catheter.examined.v1', examined);
    recorder.person(3000, 'catheter.examined.v1', examined);
    recorder.restart(4000);
    expect(recorder.events.map(({ boot, seq, entry, at }) => [boot, seq, entry, at])).toEqual([
      [1, 1, 0, 1000],
      [1, 1, 1, 2000],
      [1, 1, 2, 3000],
      [2, 1, 0, 4000],
    ]);
    expect(recorder.events.map(({ clinicId }) => clinicId)).toEqual([null, 'C', 'C', null]);
    expect(recorder.events.at(-1)?.data).toMatchObject({ previousBoot: 1, previousLastSeq: 1 });
    expect(recorder.events.toSorted(compareOrder)).toEqual(recorder.events);
  });

  it('counts what is lost, and loses nothing of a person', () => {
    const recorder = new Recorder('P', 'C', { carries: () => false });
    recorder.own(1, 'alarm.raised.v1', { alarm: 'low-reservoir' });
    recorder.person(2, 'catheter.examined.v1', examined);
    expect(recorder.events.map(({ seq, entry }) => [seq, entry])).toEqual([[1, 1]]);
  });
});
