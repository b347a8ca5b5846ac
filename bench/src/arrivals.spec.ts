import { decodeRecord, type PumpEvent } from '@cisterna/contract';
import { arrivals, startsAt, type Arrival, type FleetOptions } from './arrivals.ts';
import { hourMs } from './pump-history.ts';

const fleet = { seed: 1, pumps: 150, records: 30_000 };
const headers = { 'content-type': Buffer.from('application/cloudevents+json') };
const sent = (options: FleetOptions): Arrival[] => [...arrivals(options)].flat();
const records = sent(fleet);

const decode = ({ key, value, receivedAt }: Arrival): PumpEvent => {
  const decoded = decodeRecord({ key: Buffer.from(key), value: Buffer.from(value), headers, receivedAt });
  if (!decoded.ok) throw new Error(`${decoded.code}: ${decoded.detail} in ${value}`);
  return decoded.event;
};
const events = records.map(decode);

const identity = ({ pumpId, boot, seq, entry }: PumpEvent): string => `${pumpId}:${boot}:${seq}+${entry}`;
const order = ({ boot, seq, entry }: PumpEvent): number => boot * 1e9 + seq * 100 + entry;
const groupBy = <T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> => {
  const groups = new Map<K, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
};
const byPump = groupBy(events, ({ pumpId }) => pumpId);
const shareOf = (count: number): number => count / records.length;
const count = (type: PumpEvent['type']): number => events.filter(event => event.type === type).length;

describe('the arrivals of the benchmark fleet', () => {
  it('are the same for the same seed and others for another', () => {
    const small = { ...fleet, pumps: 10, records: 500 };
    expect(sent(small)).toEqual(sent(small));
    expect(sent({ ...small, seed: 2 })).not.toEqual(sent(small));
  });

  it('are as many as asked for, of as many pumps', () => {
    expect(records).toHaveLength(fleet.records);
    expect(byPump.size).toBe(fleet.pumps);
  });

  it('come in order of receipt, from the past, never before their event and some hours after it at most', () => {
    expect(records.every(({ receivedAt }, index) => receivedAt >= (records[index - 1]?.receivedAt ?? startsAt))).toBe(
      true,
    );
    const delays = events.map(({ at, receivedAt }) => receivedAt - at);
    expect(Math.min(...delays)).toBeGreaterThan(0);
    expect(Math.max(...delays)).toBeLessThan(6 * hourMs);
    expect(records.at(-1)!.receivedAt).toBeLessThan(Date.UTC(2026, 1, 1));
  });

  it('begin with the registration of each pump', () => {
    for (const [first] of byPump.values()) expect(first).toMatchObject({ type: 'pump.registered.v1', boot: 1, seq: 1 });
  });

  it('repeat about one record in a hundred, word for word', () => {
    const texts = new Map<string, Set<string>>();
    events.forEach((event, index) => {
      const id = identity(event);
      texts.set(id, (texts.get(id) ?? new Set()).add(records[index]!.value));
    });
    expect([...texts.values()].every(({ size }) => size === 1)).toBe(true);
    const repeats = shareOf(records.length - texts.size);
    expect(repeats).toBeGreaterThan(0.007);
    expect(repeats).toBeLessThan(0.013);
  });

  it('bring about one event in a hundred late, behind a few newer ones of its pump', () => {
    const lateBy = [...byPump.values()].flatMap(history => {
      const distinct = [...new Map(history.map(event => [identity(event), event])).values()];
      return distinct.map(
        (event, index) => distinct.slice(0, index).filter(earlier => order(earlier) > order(event)).length,
      );
    });
    const late = lateBy.filter(positions => positions > 0);
    expect(shareOf(late.length)).toBeGreaterThan(0.007);
    expect(shareOf(late.length)).toBeLessThan(0.013);
    expect(late.toSorted((a, b) => a - b)[Math.floor(late.length / 2)]).toBeLessThanOrEqual(4);
  });

  it('leave no gap but what is still on its way at the end', () => {
    for (const history of byPump.values()) {
      for (const boot of groupBy(history, event => event.boot).values()) {
        const seqs = new Set(boot.map(({ seq }) => seq));
        expect(Math.max(...seqs) - seqs.size).toBeLessThanOrEqual(5);
      }
    }
  });

  it('are hourly reports for the most part, with everything else in between', () => {
    expect(shareOf(count('delivery.reported.v1'))).toBeGreaterThan(0.85);
    expect(shareOf(count('bolus.delivered.v1'))).toBeGreaterThan(0.03);
    const types = new Set(events.map(({ type }) => type));
    const others = [
      'pump.booted.v1',
      'therapy.programmed.v1',
      'bolus.denied.v1',
      'alarm.raised.v1',
      'alarm.cleared.v1',
      'symptom.reported.v1',
    ] as const;
    expect(others.filter(type => !types.has(type))).toEqual([]);
    expect(count('reservoir.refilled.v1')).toBeGreaterThan(fleet.pumps);
  });

  it('carry catheter pressure for about a fifth of the pumps, and weigh about 370 bytes', () => {
    const sensed = new Set(
      events
        .filter(event => event.type === 'delivery.reported.v1' && event.data.catheterPressure !== null)
        .map(({ pumpId }) => pumpId),
    );
    expect(sensed.size / fleet.pumps).toBeGreaterThan(0.1);
    expect(sensed.size / fleet.pumps).toBeLessThan(0.3);
    const mean = records.reduce((sum, { value }) => sum + value.length, 0) / records.length;
    expect(mean).toBeGreaterThan(355);
    expect(mean).toBeLessThan(395);
  });
});
