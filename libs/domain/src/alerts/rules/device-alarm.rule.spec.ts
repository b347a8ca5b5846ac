import { alarm, cleared, registration, report } from '../../testing/facts.ts';
import { alertsAfter } from '../../testing/projection.ts';
import type { Line } from '../../testing/written.ts';

const alerts = (...lines: readonly Line[]) => alertsAfter(registration(), ...lines);
const brief = (...lines: readonly Line[]): readonly string[] =>
  alerts(...lines).map(a => `${a.kind} ${a.priority} ${a.condition}`);

describe('device-fault', () => {
  it.each([
    ['critical-memory-error', 'high'],
    ['low-battery-reset', 'high'],
    ['over-pressure', 'medium'],
    ['memory-error', 'low'],
  ] as const)('of %s is %s', (name, priority) => {
    expect(alerts(alarm(name))).toMatchObject([
      {
        kind: 'device-fault',
        priority,
        condition: 'active',
        title: `Device fault: ${name}`,
        detail: `The pump raised its own ${name} alarm.`,
      },
    ]);
  });

  it('is one alert for each alarm', () => {
    expect(alerts(alarm('memory-error'), alarm('over-pressure'), alarm('memory-error')).map(a => a.id)).toEqual([
      'P-1:device-fault:1:2:0',
      'P-1:device-fault:1:3:0',
    ]);
  });

  it('stays latched once its own alarm is cleared, and is a new one when it comes again', () => {
    expect(brief(alarm('memory-error'), alarm('over-pressure'), cleared('memory-error'))).toEqual([
      'device-fault low latched',
      'device-fault medium active',
    ]);
    expect(brief(alarm('memory-error'), cleared('memory-error'), alarm('memory-error'))).toEqual([
      'device-fault low latched',
      'device-fault low active',
    ]);
  });

  it('is not ended by the clearing of what is not open', () => {
    expect(brief(alarm('memory-error'), cleared('over-pressure'), cleared('motor-stall'))).toEqual([
      'device-fault low active',
    ]);
  });
});

describe('the battery’s alerts', () => {
  it('replacement-due is low and ends when the device clears it', () => {
    expect(brief(alarm('replacement-due'))).toEqual(['replacement-due low active']);
    expect(brief(alarm('replacement-due'), cleared('replacement-due'))).toEqual(['replacement-due low inactive']);
  });

  it('end-of-service is as urgent as the drug and stays latched', () => {
    expect(brief(alarm('end-of-service'), cleared('end-of-service'))).toEqual(['end-of-service high latched']);
  });
});

describe('other events and alarms', () => {
  it('are not these alerts’ business', () => {
    expect(brief(report(5), alarm('pump-stopped'))).toEqual([]);
  });
});
