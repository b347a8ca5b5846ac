import { decode, historiesOf, live, ofKind, specPlan, type LivedFleet } from '../testing/lived-fleet.ts';
import { networkProfiles } from '../transport/network-profile.ts';
import { simulateFleet } from './simulate-fleet.ts';

const bytes = ({ records }: LivedFleet): readonly string[] =>
  records.map(({ arrivalAt, value }) => `${arrivalAt} ${value}`);

describe('a simulated fleet', () => {
  const plan = specPlan({ scenario: 'mixed', pumps: 6, days: 40, interventions: true });
  const fleet = live(plan);

  it('is the same, byte for byte, for the same plan', () => {
    expect(live(plan)).toEqual(fleet);
  });

  it('is another one for another seed', () => {
    const other = live({ ...plan, seed: 2 });
    const known = new Set(bytes(fleet));
    expect(bytes(other).filter(line => known.has(line))).toEqual([]);
  });

  it('keeps what its pumps do when more pumps are added', () => {
    const larger = live({ ...plan, pumps: 9 });
    const known = new Set(fleet.records.map(({ pumpId }) => pumpId));
    expect(bytes({ ...larger, records: larger.records.filter(({ pumpId }) => known.has(pumpId)) })).toEqual(
      bytes(fleet),
    );
    expect(new Set(larger.records.map(({ pumpId }) => pumpId)).size).toBe(9);
  });

  it('keeps the past when it goes on for longer', () => {
    const longer = live({ ...plan, endAt: plan.endAt + 10 * 86_400_000 });
    const shared = longer.records.filter(({ arrivalAt }) => arrivalAt < plan.endAt);
    expect(bytes({ ...longer, records: shared })).toEqual(bytes(fleet));
  });

  it('gives its records in the order of arrival, within the bounds of their slice', () => {
    let last = -Infinity;
    for (const { from, until, records } of simulateFleet(plan)) {
      for (const { arrivalAt } of records) {
        expect(arrivalAt).toBeGreaterThanOrEqual(Math.max(from, last));
        expect(arrivalAt).toBeLessThan(until);
        last = arrivalAt;
      }
    }
  });

  it('gives nothing but valid events, under the key of their pump', () => {
    const types = new Set(fleet.records.map(record => decode(record).type));
    expect(types.size).toBeGreaterThanOrEqual(10);
  });

  it('counts seq without a hole within each boot, once lost and undelivered ones are added', () => {
    const missing = [...ofKind(fleet.truth, 'lost'), ...ofKind(fleet.truth, 'undelivered')];
    for (const [pumpId, events] of historiesOf(fleet)) {
      const places = [...events, ...missing.filter(line => line.pumpId === pumpId)].filter(({ entry }) => entry === 0);
      const boots = [...new Set(places.map(({ boot }) => boot))].sort((a, b) => a - b);
      for (const boot of boots) {
        const seqs = places
          .filter(place => place.boot === boot)
          .map(({ seq }) => seq)
          .sort((a, b) => a - b);
        const first = boot === boots[0] ? seqs[0]! : 1;
        expect(seqs).toEqual(seqs.map((_, at) => first + at));
      }
    }
  });

  it('writes each identity with one content only', () => {
    const contents = new Map<string, string>();
    for (const { value } of fleet.records) {
      const { id } = JSON.parse(value) as { id: string };
      expect(contents.get(id) ?? value).toBe(value);
      contents.set(id, value);
    }
  });

  it('tells of every event that did not arrive, and of none that did', () => {
    const arrived = new Set(fleet.records.map(({ value }) => (JSON.parse(value) as { id: string }).id));
    for (const { pumpId, boot, seq, entry } of [
      ...ofKind(fleet.truth, 'lost'),
      ...ofKind(fleet.truth, 'undelivered'),
    ]) {
      expect(arrived).not.toContain(entry === 0 ? `${pumpId}:${boot}:${seq}` : `${pumpId}:${boot}:${seq}+${entry}`);
    }
  });

  it('loses nothing and repeats nothing on a perfect network', () => {
    const perfect = live({ ...plan, network: networkProfiles.perfect });
    const restarts = ofKind(perfect.truth, 'lost').length;
    expect(restarts).toBeLessThanOrEqual(10);
    expect(new Set(bytes(perfect)).size).toBe(perfect.records.length);
  });
});
