import type { AlertView, PumpEvent } from '@cisterna/contract';
import { drawFlow, imaginedFlow } from '../../flow/testing/imagined-flow.ts';
import { fact, mL, refill, registration, report, voiding } from '../../testing/facts.ts';
import { alertsAfter, Projection } from '../../testing/projection.ts';
import { lost, record, times, wait, written, type Line } from '../../testing/written.ts';

const overs = (views: readonly AlertView[]): readonly AlertView[] => views.filter(a => a.kind === 'over-delivery');
const brief = (views: readonly AlertView[]): readonly string[] => overs(views).map(a => `${a.id.split(':').slice(2).join(':')} ${a.condition}`);
const conditions = (...lines: readonly Line[]): readonly string[] => brief(alertsAfter(registration(), ...lines));

const asked = (programmedNl: number): Line => report(programmedNl, { programmedNl });
const filled = refill(0, 20 * mL);
/** 16 mL left the reservoir of 13 programmed. */
const over = [filled, asked(13 * mL), refill(4 * mL, 20 * mL)];
const sound = [asked(15 * mL), refill(5 * mL, 20 * mL)];

describe('over-delivery by reconciliation', () => {
  it('is raised by the refill that shows it, and says by how much', () => {
    const [alert] = overs(alertsAfter(registration(), ...over));
    expect(alert).toMatchObject({
      id: 'P-1:over-delivery:1:4:0',
      condition: 'active',
      detail: 'Since the last refill 16.00 mL left the reservoir, 13.00 mL were programmed: 123 %. Above 114.5 % and more than 2 mL.',
      evidence: [{ kind: 'reconciliation', observed: 16 * mL, expected: 13 * mL }],
    });
  });

  it('is high for opioids and what is not known, else medium', () => {
    const priority = (...codes: readonly ('morphine' | 'baclofen' | 'clonidine' | 'other')[]) => {
      const drugs = codes.map(code => ({ code, concentrationMicrogramsPerMl: 100 }));
      return overs(alertsAfter(registration({ drugs }), ...over)).map(a => a.priority);
    };
    expect([priority('morphine'), priority('clonidine', 'morphine'), priority('other'), priority('baclofen')]).toEqual([['high'], ['high'], ['high'], ['medium']]);
  });

  it('is latched once the next reconciliation is within, and raised anew by a later one', () => {
    expect(conditions(...over, ...sound)).toEqual(['1:4:0 latched']);
    expect(conditions(...over, asked(13 * mL), refill(4 * mL, 20 * mL))).toEqual(['1:4:0 active']);
    expect(conditions(...over, ...sound, asked(13 * mL), refill(4 * mL, 20 * mL))).toEqual(['1:4:0 latched', '1:8:0 active']);
  });

  it('needs a complete cycle: one that events are missing from neither raises nor ends it', () => {
    expect(conditions(filled, asked(13 * mL), lost(), refill(4 * mL, 20 * mL))).toEqual([]);
    expect(conditions(...over, asked(15 * mL), lost(), refill(5 * mL, 20 * mL))).toEqual(['1:4:0 active']);
  });

  it('is raised with its true onset when the missing events come', () => {
    const events = written(registration(), filled, asked(13 * mL), asked(100), refill(4 * mL, 20 * mL));
    const projection = new Projection().take(events.filter(e => e.seq !== 4));
    expect(brief(projection.views)).toEqual([]);
    projection.take(events);
    expect(overs(projection.views)).toMatchObject([{ id: 'P-1:over-delivery:1:5:0', onsetAt: '2026-01-01T05:00:00Z', provisional: false }]);
  });

  it('is withdrawn where the refill is taken back', () => {
    const lines = [registration(), filled, asked(13 * mL), record(refill(4 * mL, 20 * mL))];
    const projection = new Projection().take(written(...lines));
    expect(brief(projection.views)).toEqual(['1:3:1 active']);
    projection.take(written(...lines, record(voiding({ boot: 1, seq: 3, entry: 1 }))));
    expect(brief(projection.views)).toEqual(['1:3:1 inactive']);
  });
});

describe('over-delivery by the sensed level', () => {
  it('is raised between refills and told in words', () => {
    const pump = drawFlow(11, { sensed: true, own: 1, days: 34, dailyNl: 800_000, fillNl: 38 * mL, fault: { factor: 1.5, onsetDay: 20, growDays: 0 } });
    const shifted = imaginedFlow(pump).map((e): PumpEvent => ({ ...e, seq: e.seq + 1 }));
    const [alert, ...others] = overs(new Projection().take([...written(registration()), ...shifted]).views);
    expect([alert?.condition, others]).toEqual(['active', []]);
    expect(alert?.detail).toMatch(/^The sensed level falls faster than programmed: about 1[2-6]\d % of the programme/);
  });
});

describe('over-delivery by patient boluses', () => {
  const granted = fact('therapy.programmed.v1', {
    mode: 'continuous',
    segments: [{ startMinute: 0, rateNlPerHour: 1000 }],
    patientBolus: { volumeNl: 5000, lockoutSeconds: 60, maxPerDay: 2 },
  });
  const bolus = fact('bolus.delivered.v1', { origin: 'patient', kind: 'patient', volumeNl: 5000, durationSeconds: 60 });

  it('is raised by the first one beyond the day’s maximum, once for the day', () => {
    expect(conditions(granted, bolus, bolus)).toEqual([]);
    expect(conditions(granted, ...times(5, bolus))).toEqual(['1:5:0 active']);
    expect(overs(alertsAfter(registration(), granted, ...times(3, bolus)))[0]?.detail).toBe(
      '3 patient boluses on 2026-01-01 (UTC, pump clock), at most 2 are programmed.',
    );
  });

  it('is over at the end of that day, then latched, and another day is another alert', () => {
    const first = [granted, ...times(3, bolus)];
    expect(conditions(...first, wait(17.9), report(5))).toEqual(['1:5:0 active']);
    expect(conditions(...first, wait(18), report(5))).toEqual(['1:5:0 latched']);
    expect(conditions(...first, wait(20), ...times(3, bolus))).toEqual(['1:5:0 latched', '1:8:0 active']);
  });

  it('stands beside the flow’s: a reconciliation ends the one, midnight the other', () => {
    const both = [granted, ...over, ...times(3, bolus)];
    expect(conditions(...both)).toEqual(['1:5:0 active', '1:8:0 active']);
    expect(conditions(...both, ...sound)).toEqual(['1:5:0 latched', '1:8:0 active']);
    expect(conditions(...both, wait(20), report(1))).toEqual(['1:5:0 active', '1:8:0 latched']);
  });

  it('is none where the programme names no maximum', () => {
    expect(conditions(...times(9, bolus))).toEqual([]);
  });
});
