import { benchmarkWords, chatterWord, counted, durationWord, kindsToShow, metWord, rateWord, shareWord } from './report-words.ts';
import { benchmarkOf, kindOf } from './testing/alarm-report.fixture.ts';

describe('figures in words', () => {
  it.each([[null, '–'], [0, '0'], [0.012345, '0.012'], [1.26, '1.3'], [214.4, '214']])('a rate of %s is %s', (rate, word) => {
    expect(rateWord(rate)).toBe(word);
  });

  it.each([[null, '–'], [0, '0 %'], [0.00012, '0.012 %'], [0.625, '63 %'], [1, '100 %']])('a share of %s is %s', (share, word) => {
    expect(shareWord(share)).toBe(word);
  });

  it.each([[null, '–'], [0, '0 s'], [40, '40 s'], [720, '12 min'], [12_600, '3.5 h'], [345_600, '4 days']])('%s seconds are %s', (seconds, word) => {
    expect(durationWord(seconds)).toBe(word);
  });

  it('one is not many', () => {
    expect([counted(1, 'alarm'), counted(0, 'alarm'), counted(2, 'match', 'matches')]).toEqual(['1 alarm', '0 alarms', '2 matches']);
  });

  it('chattering names its pumps', () => {
    expect(chatterWord({ pumps: 1, alarms: 6 })).toBe('6 at 1 pump');
    expect(chatterWord({ pumps: 0, alarms: 0 })).toBe('0');
  });
});

describe('the kinds', () => {
  it('are listed by how often they were raised, and only named where there was nothing', () => {
    const rare = kindOf({ kind: 'data-gap', raised: 2 });
    const frequent = kindOf({ kind: 'pump-silent', raised: 9 });
    const old = kindOf({ kind: 'drug-expiry', standing: 1 });
    const quiet = kindOf();
    expect(kindsToShow([quiet, old, rare, frequent])).toEqual({ told: [frequent, rare, old], quiet: [quiet] });
  });

  it('that were only suppressed or withdrawn are listed', () => {
    expect(kindsToShow([kindOf({ suppressed: 1 }), kindOf({ withdrawn: 1 })]).quiet).toEqual([]);
  });
});

describe('a reference figure', () => {
  it('says what was measured and what is wanted with its unit', () => {
    expect(benchmarkWords(benchmarkOf({ measured: 0.125 }))).toEqual({ measured: '0.13', wanted: 'below 1 alarms per 10 minutes' });
    expect(benchmarkWords(benchmarkOf({ measured: 3, limit: 0, comparison: 'at-most', unit: 'alarms' }))).toEqual({ measured: '3', wanted: 'at most 0 alarms' });
  });

  it('gives a share in per cent', () => {
    expect(benchmarkWords(benchmarkOf({ measured: 0.0004, limit: 0.01, unit: 'share of the time' }))).toEqual({ measured: '0.04 %', wanted: 'below 1 % of the time' });
  });

  it('says where nothing could be measured', () => {
    expect(benchmarkWords(benchmarkOf()).measured).toBe('Not measurable');
  });

  it('was kept, was not, or nobody knows', () => {
    expect([true, false, null].map(met => metWord(met).word)).toEqual(['Kept', 'Not kept', 'Unknown']);
    expect(metWord(false).urgency).toBe('medium');
  });
});
