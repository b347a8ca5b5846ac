import { clinicBench, factsOf } from '../testing/clinic-bench.ts';
import { pass } from '../testing/pump-bench.ts';
import { dayMs, hourMs, yearMs } from '../time/periods.ts';
import { adjustDoses, restTherapy, takeNotes } from './appointments.ts';

const constant = { style: { shape: [{ startMinute: 0, share: 1 }], bolus: null }, dailyNl: 300_000 };

describe('appointments between refills', () => {
  it('change the dose two or three times a year, by a third at most', () => {
    const bench = clinicBench(constant);
    adjustDoses(bench.handles, bench.clinic);
    pass(bench.world, 20 * yearMs);
    const rates = factsOf(bench, 'therapy.programmed.v1').map(({ data }) => data.segments[0]!.rateNlPerHour);
    const changes = bench.truth.filter(line => line.kind === 'cycle' && line.endedBy === 'therapy');
    expect(changes.length / 20).toBeGreaterThan(1.8);
    expect(changes.length / 20).toBeLessThan(3);
    rates.slice(1).forEach((rate, at) => {
      expect(rate / rates[at]!).toBeGreaterThan(0.69);
      expect(rate / rates[at]!).toBeLessThan(1.36);
    });
  });

  it('rest the therapy for days once in six years, stopped or at the minimum, and let it go on', () => {
    const bench = clinicBench(constant);
    restTherapy(bench.handles, bench.clinic);
    pass(bench.world, 60 * yearMs);
    const programmes = factsOf(bench, 'therapy.programmed.v1').slice(1);
    const rests = programmes.filter(({ data }) => data.mode !== 'continuous');
    expect(rests.length).toBeGreaterThan(4);
    expect(rests.length).toBeLessThan(17);
    expect(new Set(rests.map(({ data }) => data.mode))).toEqual(new Set(['stopped', 'minimum-rate']));
    programmes.forEach(({ at, data }, index) => {
      const next = programmes[index + 1];
      if (data.mode === 'continuous' || next === undefined) return;
      expect(next.data.mode).toBe('continuous');
      expect(next.at - at).toBeLessThanOrEqual(12.1 * dayMs);
    });
  });

  it('leave notes of journeys and procedures, as a person’s records with a window', () => {
    const bench = clinicBench(constant);
    takeNotes(bench.handles);
    pass(bench.world, 40 * yearMs);
    const notes = factsOf(bench, 'annotation.recorded.v1');
    expect(notes.length / 40).toBeGreaterThan(1.4);
    expect(notes.length / 40).toBeLessThan(2.6);
    expect(new Set(notes.map(({ data }) => data.kind))).toEqual(new Set(['travel', 'procedure', 'note']));
    for (const { entry, data } of notes) {
      expect(entry).toBeGreaterThan(0);
      expect(Date.parse(data.endsAt)).toBeGreaterThan(Date.parse(data.startsAt));
      expect(Date.parse(data.startsAt) % hourMs).toBe(0);
    }
  });
});
