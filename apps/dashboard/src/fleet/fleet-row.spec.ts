import { fleetRow, naturalKey } from './fleet-row.ts';
import { pumpSummary } from './pump-summary.fixture.ts';

describe('a row of the fleet', () => {
  it('is made once per summary', () => {
    const pump = pumpSummary('P-1');
    expect(fleetRow(pump)).toBe(fleetRow(pump));
    expect(fleetRow({ ...pump })).not.toBe(fleetRow(pump));
  });

  it('counts as without alerts once none is open', () => {
    expect(fleetRow(pumpSummary('P-1', { alerts: { open: 0, highestPriority: 'high' } })).facets.alerts).toBe('none');
    expect(fleetRow(pumpSummary('P-1', { alerts: { open: 2, highestPriority: 'low' } })).facets.alerts).toBe('low');
  });

  it('puts any alert before delivery, and delivery before nothing', () => {
    const badness = [
      fleetRow(pumpSummary('P-1', { alerts: { open: 1, highestPriority: 'high' } })),
      fleetRow(pumpSummary('P-2', { alerts: { open: 1, highestPriority: 'low' } })),
      fleetRow(pumpSummary('P-3', { deliveryState: 'not-delivering' })),
      fleetRow(pumpSummary('P-4', { deliveryState: 'unknown' })),
      fleetRow(pumpSummary('P-5')),
    ].map(row => row.badness);
    expect(badness).toEqual([...badness].sort((a, b) => a - b));
    expect(new Set(badness).size).toBe(5);
  });

  it('has numbers compare by value', () => {
    expect(['P-10', 'P-9', 'p-1'].sort((a, b) => (naturalKey(a) < naturalKey(b) ? -1 : 1))).toEqual(['p-1', 'P-9', 'P-10']);
  });
});
