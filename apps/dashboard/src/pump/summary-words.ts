import type { PumpView } from '@cisterna/contract';
import { daysUntil, localDate } from '../format/times.ts';
import { dailyDose, millilitres, percent } from '../format/units.ts';
import { catheterWord, type StateWord } from '../parts/state-words.ts';
import { dailyNl } from './programmed.ts';

const modes = { continuous: 'continuous', flex: 'flexible schedule', 'minimum-rate': 'minimum rate', stopped: 'stopped' } as const;

/** The drug or drugs in the reservoir. The registration names them; a refill may have named others. */
export const drugWords = ({ registration }: Pick<PumpView, 'registration'>): string => {
  const drugs = registration?.drugs ?? [];
  return drugs.length === 0 ? 'Drug not known' : drugs.map(({ code, concentrationMicrogramsPerMl }) => `${code} ${concentration(concentrationMicrogramsPerMl)}`).join(' + ');
};

const concentration = (microgramsPerMl: number): string => (microgramsPerMl >= 1000 ? `${microgramsPerMl / 1000} mg/mL` : `${microgramsPerMl} µg/mL`);

/** What the programme gives in a day: the dose of each drug and the volume. */
export const doseWords = ({ registration, therapy }: Pick<PumpView, 'registration' | 'therapy'>): { readonly dose: string; readonly detail: string } => {
  if (therapy === null) return { dose: 'No programme', detail: '' };
  if (therapy.mode === 'stopped') return { dose: '0 mg/day', detail: 'therapy stopped' };
  const nl = dailyNl(therapy.segments);
  const doses = (registration?.drugs ?? []).map(({ concentrationMicrogramsPerMl }) => dailyDose(nl, concentrationMicrogramsPerMl));
  const bolus = therapy.patientBolus === null ? '' : `, patient bolus ${(therapy.patientBolus.volumeNl / 1000).toFixed(1)} µL up to ${therapy.patientBolus.maxPerDay} a day`;
  return { dose: doses.length === 0 ? `${millilitres(nl, 3)} a day` : doses.join(' + '), detail: `${millilitres(nl, 3)} a day, ${modes[therapy.mode]}${bolus}` };
};

/** What the axis and the header call the reasons of a refill date. */
export const refillReasons = { 'low-reservoir': 'low reservoir', 'drug-expiry': 'drug expires', 'maximum-interval': 'longest interval' } as const;

const days = (time: string, now: number): string => {
  const count = daysUntil(time, now) ?? 0;
  if (Math.abs(count) < 0.05) return '0.0';
  return Math.abs(count) < 10 ? count.toFixed(1) : String(Math.round(count));
};

/** Days to the refill with its reason, and when the low mark is expected; as of `now`. */
export const refillLines = ({ refill }: Pick<PumpView, 'refill'>, now: number): { readonly main: string; readonly by: string; readonly low: string } => {
  const { refillBy, because, lowAt } = refill;
  return {
    main: refillBy === null ? 'No date' : days(refillBy, now).replace(/^-(.*)$/, '$1 days past').replace(/\d$/, '$& days'),
    by: refillBy === null ? '' : `by ${localDate(refillBy)}${because === null ? '' : `, because: ${refillReasons[because]}`}`,
    low: lowAt === null ? 'no forecast' : `low in ${days(lowAt.p50, now)} days (${days(lowAt.p10, now)} to ${days(lowAt.p90, now)}, P10 to P90)`,
  };
};

/** The judgement of the catheter with its probability where one was judged. */
export const catheterLine = (catheter: PumpView['catheter']): StateWord => {
  const { word, urgency } = catheterWord(catheter);
  return { urgency, word: catheter.status === 'not-assessable' ? word : `${word}, ${percent(catheter.probability)}` };
};

/** What is missing of the history, in words; empty when nothing is. */
export const missingWords = ({ completeness, reservoir }: Pick<PumpView, 'completeness' | 'reservoir'>): string => {
  const { missing } = completeness;
  if (missing === 0) return '';
  const volume = reservoir.unreportedNl === null || reservoir.unreportedNl === 0 ? '' : `, ${millilitres(reservoir.unreportedNl, 2)} programmed in them this cycle`;
  return `${missing} ${missing === 1 ? 'event' : 'events'} missing${volume}`;
};

const kindWords: Readonly<Record<string, string>> = {
  'pulsation-loss': 'Pulsation lost',
  'pulsation-decline': 'Pulsation declines',
  'mean-rise': 'Mean pressure risen',
  'mean-fall': 'Mean pressure fallen',
  'bolus-transient': 'Pressure after a bolus',
  examination: 'Examination',
};

/** How a sort of evidence is called. */
export const evidenceWord = (kind: string): string => {
  const words = kind.replaceAll('-', ' ');
  return kindWords[kind] ?? words.charAt(0).toUpperCase() + words.slice(1);
};

const unitOf = (kind: string): string => (/^(pulsation|mean)-|transient/.test(kind) ? ' Pa' : '');

/** A value of a piece of evidence in words, with its unit. */
export const evidenceValue = (value: number | string | null, kind: string): string => {
  if (value === null) return '–';
  return typeof value === 'number' ? `${Math.round(value * 100) / 100}${unitOf(kind)}` : value.replaceAll('-', ' ');
};
