import type { PumpFact } from '@cisterna/contract';
import { Noise } from '../random/noise.ts';
import { RandomStream } from '../random/random-stream.ts';
import { hourMs, minuteMs, secondMs } from '../time/periods.ts';
import { Gateway } from './gateway.ts';
import { networkProfiles, type NetworkProfile } from './network-profile.ts';
import { Outages } from './outages.ts';

const startAt = Date.UTC(2026, 0, 5);
const { perfect } = networkProfiles;

const event = (seq: number, entry = 0): PumpFact => ({
  type: 'alarm.raised.v1',
  pumpId: 'P-1',
  boot: 1,
  seq,
  entry,
  at: startAt + seq * hourMs,
  clinicId: entry === 0 ? null : 'clinic-01',
  data: { alarm: 'memory-error' },
});

interface Carried {
  readonly arrivals: { readonly seq: number; readonly at: readonly number[] }[];
  readonly lost: number[];
}

const gatewayWith = (profile: Partial<NetworkProfile>): { gateway: Gateway; carried: Carried } => {
  const whole = { ...perfect, ...profile };
  const carried: Carried = { arrivals: [], lost: [] };
  const outages = new Outages(whole, new RandomStream('outages'), startAt);
  const gateway = new Gateway(whole, new Noise('gateway'), outages, {
    arrived: ({ seq }, at) => carried.arrivals.push({ seq, at }),
    lost: ({ seq }) => carried.lost.push(seq),
  });
  return { gateway, carried };
};

/** Sends an event an hour. */
const send = (profile: Partial<NetworkProfile>, count: number): Carried => {
  const { gateway, carried } = gatewayWith(profile);
  for (let seq = 1; seq <= count; seq += 1) gateway.accept(event(seq), { at: startAt + seq * hourMs, by: 'gateway' });
  return carried;
};
const delays = ({ arrivals }: Carried): readonly number[] =>
  arrivals.map(({ seq, at }) => at[0]! - startAt - seq * hourMs);

describe('Gateway', () => {
  it('delivers everything once, in order and within half a minute on a perfect network', () => {
    const carried = send({}, 500);
    expect(carried.lost).toEqual([]);
    expect(carried.arrivals.map(({ seq }) => seq)).toEqual(Array.from({ length: 500 }, (_, at) => at + 1));
    for (const delay of delays(carried)) {
      expect(delay).toBeGreaterThanOrEqual(secondMs);
      expect(delay).toBeLessThanOrEqual(30 * secondMs);
    }
    for (const { at } of carried.arrivals) expect(at).toHaveLength(1);
  });

  it('keeps the order of events that leave in the same moment', () => {
    const { gateway, carried } = gatewayWith({});
    for (let seq = 1; seq <= 50; seq += 1) gateway.accept(event(seq), { at: startAt, by: 'gateway' });
    const times = carried.arrivals.map(({ at }) => at[0]!);
    expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
  });

  it('delivers in whole milliseconds', () => {
    for (const { at } of send(networkProfiles.bad, 500).arrivals)
      for (const arrival of at) expect(Number.isInteger(arrival)).toBe(true);
  });

  it('loses, repeats and delays as many as the profile says', () => {
    const count = 20_000;
    expect(send({ lost: 0.02 }, count).lost.length / count).toBeCloseTo(0.02, 2);
    const repeated = send({ repeated: 0.03 }, count).arrivals.filter(({ at }) => at.length === 2);
    expect(repeated.length / count).toBeCloseTo(0.03, 2);
    for (const { at } of repeated) expect(at[1]).toBeGreaterThan(at[0]!);
    const late = delays(send({ late: 0.05 }, count)).filter(delay => delay > hourMs);
    expect(late.length / count).toBeCloseTo(0.05, 2);
    expect(Math.max(...late)).toBeGreaterThan(100 * hourMs);
  });

  it('lets others overtake without holding them up', () => {
    const carried = send({ reordered: 0.2 }, 3000);
    const overtaken = delays(carried).filter(delay => delay > minuteMs);
    expect(overtaken.length / 3000).toBeCloseTo(0.2, 1);
    expect(Math.max(...overtaken)).toBeLessThan(4 * hourMs);
    const usual = delays(carried).filter(delay => delay <= 30 * secondMs);
    expect(usual.length).toBe(3000 - overtaken.length);
  });

  it('holds everything back during an outage and delivers it afterwards, in order', () => {
    const carried = send({ outagesPerYear: 40, outageMedianHours: 10 }, 4000);
    expect(carried.lost).toEqual([]);
    const held = delays(carried).filter(delay => delay > hourMs);
    expect(held.length).toBeGreaterThan(100);
    const times = carried.arrivals.map(({ at }) => at[0]!);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it('loses what a forgetful gateway held', () => {
    const carried = send({ outagesPerYear: 40, outageMedianHours: 10, outageLoss: 1 }, 4000);
    expect(carried.lost.length).toBeGreaterThan(100);
    expect(Math.max(...delays(carried))).toBeLessThan(hourMs);
  });

  it('never delivers what the pump never sent', () => {
    const { gateway, carried } = gatewayWith({});
    gateway.accept(event(1), { at: startAt, by: 'nowhere' });
    expect(carried).toEqual({ arrivals: [], lost: [1] });
  });

  it('takes a clinic’s record as it comes, whatever the gateway does', () => {
    const { gateway, carried } = gatewayWith({ lost: 1, late: 1, outagesPerYear: 1000, outageMedianHours: 100 });
    gateway.accept(event(3, 1), { at: startAt + 5000.4, by: 'clinic' });
    expect(carried.arrivals).toEqual([{ seq: 3, at: [startAt + 5001] }]);
  });

  it('treats a record alike whatever came before it', () => {
    const all = send({ lost: 0.1, late: 0.1 }, 200);
    const { gateway, carried } = gatewayWith({ lost: 0.1, late: 0.1 });
    for (let seq = 2; seq <= 200; seq += 2) gateway.accept(event(seq), { at: startAt + seq * hourMs, by: 'gateway' });
    expect(carried.lost).toEqual(all.lost.filter(seq => seq % 2 === 0));
    expect(carried.arrivals).toEqual(all.arrivals.filter(({ seq }) => seq % 2 === 0));
  });
});
