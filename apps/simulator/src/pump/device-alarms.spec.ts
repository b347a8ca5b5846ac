import { pumpBench } from '../testing/pump-bench.ts';

describe('DeviceAlarms', () => {
  it('logs an alarm once when it begins and once when it ends', () => {
    const { world, sent } = pumpBench();
    const { alarms, now } = world;
    alarms.clear(now, 'motor-stall');
    alarms.raise(now, 'motor-stall');
    alarms.raise(now, 'motor-stall');
    expect(alarms.isOpen('motor-stall')).toBe(true);
    expect(alarms.isOpen('memory-error')).toBe(false);
    alarms.clear(now, 'motor-stall');
    alarms.clear(now, 'motor-stall');
    expect(sent.map(({ event }) => [event.type, event.data])).toEqual([
      ['alarm.raised.v1', { alarm: 'motor-stall' }],
      ['alarm.cleared.v1', { alarm: 'motor-stall' }],
    ]);
    expect(alarms.isOpen('motor-stall')).toBe(false);
  });
});
