import type { AlertView } from '@cisterna/contract';
import { alarm, cleared, mL, refill, registration, report } from '../../testing/facts.ts';
import { alertsAfter } from '../../testing/projection.ts';
import { record, type Line } from '../../testing/written.ts';

const known = [registration(), refill(0, 10 * mL)];
const levels = (...lines: readonly Line[]): readonly AlertView[] =>
  alertsAfter(...lines).filter(a => a.kind.endsWith('-reservoir'));
const brief = ({ id, condition, priority, evidence }: AlertView): string =>
  `${id} ${condition} ${priority}: ${evidence.map(e => e.kind).join(', ')}`;

describe('low-reservoir', () => {
  it('is raised by the estimate at or under the mark, though the account is above it', () => {
    expect(levels(...known, report(7_860_000))).toEqual([]);
    const [low] = levels(...known, report(7_870_000));
    expect(low).toMatchObject({
      id: 'P-1:low-reservoir:1:2:0',
      kind: 'low-reservoir',
      priority: 'medium',
      condition: 'active',
      onsetAt: '2026-01-01T03:00:00Z',
    });
    expect(low?.detail).toBe('Estimated level 1.99 mL, low mark 2.00 mL.');
  });

  it('is raised by the device’s own alarm', () => {
    expect(levels(...known, alarm('low-reservoir')).map(brief)).toEqual([
      'P-1:low-reservoir:1:2:0 active medium: device-alarm',
    ]);
  });

  it('is one for the fill: a second reason adds evidence, a third report nothing', () => {
    const [low, ...others] = levels(
      ...known,
      alarm('low-reservoir'),
      report(8 * mL),
      report(1),
      cleared('low-reservoir'),
      alarm('low-reservoir'),
    );
    expect(others).toEqual([]);
    expect(low?.evidence.map(e => e.kind)).toEqual(['device-alarm', 'estimate']);
    expect(low?.detail).toBe('The pump raised its own low-reservoir alarm. Estimated level 1.86 mL, low mark 2.00 mL.');
  });

  it('ends with the refill, though the device’s alarm is still open, and the next fill has its own', () => {
    const after = levels(...known, alarm('low-reservoir'), record(refill(2 * mL, 10 * mL)), report(1), report(9 * mL));
    expect(after.map(brief)).toEqual([
      'P-1:low-reservoir:1:2:0 inactive medium: device-alarm',
      'P-1:low-reservoir:1:3:1 active medium: estimate',
    ]);
  });

  it('follows the mark of a new registration', () => {
    expect(levels(...known, report(1 * mL), registration({ lowReservoirNl: 9 * mL })).map(a => a.kind)).toEqual([
      'low-reservoir',
    ]);
  });

  it('is raised by the refill itself where too little was filled', () => {
    expect(levels(registration(), refill(0, 1 * mL)).map(brief)).toEqual([
      'P-1:low-reservoir:1:2:0 active medium: estimate',
    ]);
  });

  it('has an id of its own before the first refill, where only the device can tell', () => {
    expect(levels(registration(), report(99 * mL), alarm('low-reservoir')).map(a => a.id)).toEqual([
      'P-1:low-reservoir:0:0:0',
    ]);
  });
});

describe('empty-reservoir', () => {
  it('is raised by the estimate at 0, with the priority of the drug', () => {
    const [, empty] = levels(...known, report(9_900_000));
    expect(empty).toMatchObject({ kind: 'empty-reservoir', priority: 'high', detail: 'The estimated level is 0.' });
  });

  it('takes the account at 0 as a further reason', () => {
    const [, empty] = levels(...known, report(9_900_000), report(200_000));
    expect(empty?.evidence.map(e => e.kind)).toEqual(['estimate', 'account']);
  });

  it('is raised by the device’s alarm, less urgent for a drug that can be missed', () => {
    const saline = [{ code: 'saline' as const, concentrationMicrogramsPerMl: 0 }];
    expect(levels(registration({ drugs: saline }), refill(0, 9 * mL), alarm('empty-reservoir')).map(brief)).toEqual([
      'P-1:empty-reservoir:1:2:0 active medium: device-alarm',
    ]);
  });

  it('ends with the refill', () => {
    const after = levels(...known, report(11 * mL), refill(0, 10 * mL));
    expect(after.map(a => [a.kind, a.condition])).toEqual([
      ['low-reservoir', 'inactive'],
      ['empty-reservoir', 'inactive'],
    ]);
  });

  it('is raised at once by a refill with nothing in it', () => {
    expect(levels(registration(), refill(0, 0)).map(a => a.kind)).toEqual(['low-reservoir', 'empty-reservoir']);
  });
});
