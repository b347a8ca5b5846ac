import { foldHistory, serialisePump, type PumpState } from '@cisterna/domain';
import { fleetOf } from '../fleet/fleet-of.ts';
import type { FleetChoice } from '../fleet/pump-truth.ts';

const choice: FleetChoice = {
  seed: 7,
  pumps: 8,
  days: 180,
  reportIntervalSeconds: 3600,
  noise: 1,
  rhythm: 1,
  compliance: 1,
};

/** What detection and forecast keep of a pump. */
const judgementOf = ({ level, habit, mechanism, flow, catheter, indirect }: PumpState): string =>
  JSON.stringify({ level, habit, mechanism, flow, catheter, indirect });

const withoutGaps = (state: PumpState): string =>
  serialisePump({ ...state, completeness: { ...state.completeness, gaps: [] } });

/** The largest of its kind in the course of all lives, asked every four days, bytes. */
const largest = (physics: 'simulator' | 'alternative', textOf: (state: PumpState) => string): number => {
  let bytes = 0;
  for (const { events, truth } of fleetOf(physics, choice)) {
    let state: PumpState | null = null;
    for (let from = 0; from < events.length; from += 100) {
      ({ state } = foldHistory(state, truth.pumpId, events.slice(from, from + 100)));
      bytes = Math.max(bytes, Buffer.byteLength(textOf(state)));
    }
  }
  return bytes;
};

describe('what is kept of a pump through half a year', () => {
  it.each(['simulator', 'alternative'] as const)('for detection and forecast stays under 4 KiB (%s)', physics => {
    const bytes = largest(physics, judgementOf);
    expect(bytes).toBeGreaterThan(1024);
    expect(bytes).toBeLessThan(4096);
  });

  it.each(['simulator', 'alternative'] as const)('with its alerts and registration stays under 8 KiB (%s)', physics => {
    expect(largest(physics, withoutGaps)).toBeLessThan(8192);
  });
});
