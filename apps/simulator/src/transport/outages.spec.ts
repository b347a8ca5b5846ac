import { RandomStream } from '../random/random-stream.ts';
import { dayMs, hourMs, yearMs } from '../time/periods.ts';
import { networkProfiles, type NetworkProfile } from './network-profile.ts';
import { Outages, type Outage } from './outages.ts';

const startAt = Date.UTC(2026, 0, 5);

const collect = (profile: NetworkProfile, years: number): readonly Outage[] => {
  const outages = new Outages(profile, new RandomStream('outages'), startAt);
  const seen = new Set<Outage>();
  for (let at = startAt; at < startAt + years * yearMs; at += hourMs / 4) {
    const outage = outages.during(at);
    if (outage !== null) seen.add(outage);
  }
  return [...seen];
};

describe('Outages', () => {
  it('never come on a perfect network', () => {
    expect(collect(networkProfiles.perfect, 1)).toEqual([]);
  });

  it('come as often as the profile says, for hours as a rule and at most ten days', () => {
    const outages = collect(networkProfiles.bad, 20);
    expect(outages.length / 20).toBeGreaterThan(45);
    expect(outages.length / 20).toBeLessThan(65);
    const hours = outages.map(({ startsAt, endsAt }) => (endsAt - startsAt) / hourMs).sort((a, b) => a - b);
    expect(hours[Math.floor(hours.length / 2)]).toBeGreaterThan(6);
    expect(hours[Math.floor(hours.length / 2)]).toBeLessThan(13);
    expect(Math.max(...hours)).toBeLessThanOrEqual(240);
  });

  it('follow each other without an overlap, and some forget what they held', () => {
    const outages = collect(networkProfiles.bad, 20);
    outages.slice(1).forEach(({ startsAt }, at) => {
      expect(startsAt).toBeGreaterThan(outages[at]!.endsAt);
    });
    const forgetful = outages.filter(({ forgets }) => forgets).length / outages.length;
    expect(forgetful).toBeCloseTo(0.15, 1);
  });

  it('hold the moments between their start and their end, and no others', () => {
    const outages = new Outages(networkProfiles.bad, new RandomStream('edges'), startAt);
    let first: Outage | null = null;
    for (let at = startAt; first === null; at += hourMs / 10) first = outages.during(at);
    expect(first.startsAt).toBeGreaterThan(startAt);
    expect(outages.during(first.endsAt - 1)).toBe(first);
    expect(outages.during(first.endsAt)).not.toBe(first);
    expect(outages.during(first.endsAt + dayMs)).not.toBe(first);
  });
});
