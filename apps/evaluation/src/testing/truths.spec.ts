import { compareOrder } from '@cisterna/contract';
import { dayMs, evaluationStart } from '../fleet/pump-truth.ts';
import { complaintAt, faultOn, onDay, reportAt, requestAt } from './truths.ts';

describe('made-up lives', () => {
  it('begin where every evaluation begins', () => {
    expect(onDay(2)).toBe(evaluationStart + 2 * dayMs);
    expect(faultOn(3).onsetAt).toBe(onDay(3));
  });

  it('have events in order of time', () => {
    const events = [reportAt(1, 100), requestAt(2), complaintAt(2, 5), requestAt(3, false)];
    expect(events.toSorted(compareOrder)).toEqual(events);
    expect(events.map(({ entry }) => entry)).toEqual([0, 0, 1, 0]);
  });
});
