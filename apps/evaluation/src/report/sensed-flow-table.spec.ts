import { emptySensedFlow, type SensedFlowScore } from '../score/sensed-flow.ts';
import { sensedFlowTable } from './sensed-flow-table.ts';

const score: SensedFlowScore = {
  faults: [
    { strong: true, delayDays: 2 },
    { strong: true, delayDays: 6 },
    { strong: true, delayDays: null },
    { strong: false, delayDays: -0.5 },
  ],
  falseAlarms: 1,
  healthyYears: 200,
};

describe('the table of level sensors', () => {
  const [, , first = '', second = ''] = sensedFlowTable([
    ['Cisterna', score],
    ['limit', emptySensedFlow()],
  ]).split('\n');

  it('tells what each found, how late, and how often wrongly', () => {
    expect(first).toMatch(/^\| Cisterna \| 66\.7 % \(.*\) of 3 \| 4\.0 d, 5\.6 d \| 100\.0 % \(.*\) of 1 \| -12\.0 h, -12\.0 h \| 5\.0 per 1 000 pump-years .*, 1 in 200\.0 y \|$/);
  });

  it('has a dash where there is nothing to judge by', () => {
    expect(second).toMatch(/^\| limit \| – of 0 \| – \| – of 0 \| – \|/);
  });
});
