import { nanolitres, type AlertView, type PumpSummary } from '@cisterna/contract';
import { alertLines } from './alert-lines.ts';
import { axisLabels, cursorTime } from './axis-labels.ts';
import { eventGroups, eventWords, kindWord, markTypes } from './event-words.ts';
import { mergeLive } from './merge-live.ts';
import { catheterLine, doseWords, drugWords, evidenceValue, evidenceWord, missingWords, refillLines } from './summary-words.ts';
import { dayFromNow, presentMs, pumpViewWith } from './testing/pump-view.fixture.ts';
import { verdictWords } from './verdict-words.ts';

describe('the header', () => {
  it('says the drug and its daily dose with units', () => {
    expect(drugWords(pumpViewWith())).toBe('baclofen 2 mg/mL');
    expect(doseWords(pumpViewWith())).toEqual({ dose: '480.0 µg/day', detail: '0.240 mL a day, continuous' });
    expect(doseWords(pumpViewWith({ therapy: null })).dose).toBe('No programme');
    expect(doseWords(pumpViewWith({ therapy: { mode: 'stopped', segments: [], patientBolus: null } })).detail).toBe('therapy stopped');
  });

  it('says days to the refill with the reason, and when the level is low', () => {
    const { main, by, low } = refillLines(pumpViewWith(), presentMs);
    expect(main).toBe('30 days');
    expect(by).toMatch(/because: low reservoir$/);
    expect(low).toBe('low in 33 days (30 to 37, P10 to P90)');
  });

  it('says how long a refill is past, and where none is foreseen', () => {
    expect(refillLines(pumpViewWith(), presentMs + 32.5 * 86_400_000).main).toBe('2.5 days past');
    expect(refillLines(pumpViewWith({ refill: { refillBy: null, lowAt: null } }), presentMs)).toEqual({ main: 'No date', by: '', low: 'no forecast' });
  });

  it('gives the probability of a judged catheter only', () => {
    const { catheter } = pumpViewWith();
    expect(catheterLine({ ...catheter, status: 'suspected', suspectedKind: 'leak', probability: 0.82 }).word).toBe('Leak suspected, 82 %');
    expect(catheterLine({ ...catheter, status: 'not-assessable' }).word).toBe('Not assessable');
  });

  it('says what is missing', () => {
    expect(missingWords(pumpViewWith())).toBe('');
    expect(missingWords(pumpViewWith({ completeness: { missing: 2 }, reservoir: { unreportedNl: 20_000 } }))).toBe('2 events missing, 0.02 mL programmed in them this cycle');
  });

  it('tells alike alerts in one line, worst first', () => {
    const alert = (id: string, words: string, raisedAt: string, acknowledged: object | null): AlertView =>
      ({ id, priority: words.split(' ')[0], title: words.split(' ')[1], raisedAt, acknowledged }) as unknown as AlertView;
    const { lines, more } = alertLines([alert('a', 'low Gap', '1', null), alert('b', 'high Stall', '1', {}), alert('c', 'high Stall', '2', null)]);
    expect(lines).toEqual([
      { id: 'c', priority: 'high', title: 'Stall', count: 2, seen: false },
      { id: 'a', priority: 'low', title: 'Gap', count: 1, seen: false },
    ]);
    expect(more).toBe(0);
  });

  it('has the live news at once, but never older than the view', () => {
    const live = { id: 'P-7', version: 11, deliveryState: 'not-delivering', reservoir: { computedLevelNl: 1 }, catheter: {}, completeness: {} } as unknown as PumpSummary;
    const merged = mergeLive(pumpViewWith(), live);
    expect([merged.deliveryState, merged.reservoir.computedLevelNl, merged.reservoir.capacityNl]).toEqual(['not-delivering', 1, 20_000_000]);
    const view = pumpViewWith({ version: 12 });
    expect(mergeLive(view, live)).toBe(view);
  });
});

describe('evidence', () => {
  it('has a name and values with their unit', () => {
    expect(evidenceWord('mean-rise')).toBe('Mean pressure risen');
    expect(evidenceWord('something-new')).toBe('Something new');
    expect([evidenceValue(62, 'pulsation-loss'), evidenceValue('side-port', 'examination'), evidenceValue(null, 'examination')]).toEqual(['62 Pa', 'side port', '–']);
  });
});

describe('events', () => {
  it.each([
    ['reservoir.refilled.v1', { aspiratedNl: 3_500_000, filledNl: 20_000_000 }, 'Refill', 'drew out 3.50 mL, put in 20.00 mL'],
    ['bolus.denied.v1', { reason: 'daily-maximum' }, 'Bolus denied', 'daily maximum'],
    ['delivery.reported.v1', { deliveredNl: 16_000, programmedNl: 16_300, catheterPressure: { meanPa: 900, pulsationPa: 60 } }, 'Report', 'delivered 16.0 µL of 16.3 µL, pressure 900 Pa, pulsation 60 Pa'],
    ['record.voided.v1', { entryOf: { boot: 1, seq: 5, entry: 2 }, reason: 'mistaken' }, 'Record taken back', '1:5+2: mistaken'],
    ['something.else.v9', {}, 'something.else.v9', ''],
  ])('%s', (type, data, name, said) => {
    expect([kindWord(type), eventWords({ type, data })]).toEqual([name, said]);
  });

  it('are marked without reports and boluses, which are read by window', () => {
    expect(markTypes).not.toContain('delivery.reported.v1');
    expect(markTypes).toContain('annotation.recorded.v1');
    expect(eventGroups['notable']?.types).toContain('bolus.denied.v1');
  });
});

describe('the time axis', () => {
  it('names months over years, days over weeks', () => {
    const days = [0, 1, 2].map(day => Date.parse(dayFromNow(day)) / 1000);
    expect(new Set(axisLabels(days, 86_400)).size).toBe(3);
    expect(axisLabels(days, 30 * 86_400)[0]).toMatch(/2026/);
  });

  it('names hours, and the day where it begins', () => {
    const midnight = new Date(2026, 5, 2).getTime() / 1000;
    const labels = axisLabels([midnight - 21_600, midnight, midnight + 21_600], 21_600);
    expect(labels[0]).toBe('18:00');
    expect(labels[1]).toMatch(/2/);
    expect(labels[2]).toBe('06:00');
    expect(cursorTime(null)).toBe('–');
  });
});

describe('the judgement of a refill', () => {
  const none = nanolitres(0);
  const verdict = { at: '', aspiratedNl: none, expectedNl: none, discrepancyNl: nanolitres(3_000_000), limitNl: nanolitres(2_000_000), withinLimit: false, deliveredNl: none, deliveryRatio: null, complete: true };

  it('warns beyond the limit and says which way', () => {
    expect(verdictWords(verdict)).toMatchObject({ urgency: 'medium', detail: expect.stringMatching(/less was delivered/) as string });
    expect(verdictWords({ ...verdict, discrepancyNl: nanolitres(-3_000_000) }).detail).toMatch(/more was delivered/);
  });

  it('is quiet within the limit, and says where reports are missing', () => {
    expect(verdictWords({ ...verdict, withinLimit: true, complete: false })).toMatchObject({ urgency: 'none', detail: expect.stringMatching(/missing/) as string });
  });

  it('has nothing to compare at the first refill', () => {
    expect(verdictWords(null).word).toBe('First refill');
  });
});
