import { parseChoice } from './alert-choice.ts';

/** The periods a report can be read for, days before now. */
export const reportDays = [7, 30, 90] as const;

/** Which report is wanted; no clinics are all clinics. */
export interface ReportChoice {
  readonly days: (typeof reportDays)[number];
  readonly clinics: readonly string[];
}

const dayMs = 86_400_000;

/** Whether the query of the address asks for the report, not for the list. */
export const isReport = (query: string): boolean => new URLSearchParams(query).get('view') === 'report';

/** Reads the query of the address; 30 days where it names none of the periods. */
export const parseReportChoice = (query: string): ReportChoice => {
  const days = Number(new URLSearchParams(query).get('days'));
  return { days: reportDays.find(known => known === days) ?? 30, clinics: parseChoice(query).clinics };
};

/** Writes the query of the address; nothing that goes without saying. */
export const formatReportChoice = ({ days, clinics }: ReportChoice): string => {
  const query = new URLSearchParams({ view: 'report' });
  if (days !== 30) query.set('days', String(days));
  if (clinics.length > 0) query.set('clinic', clinics.join(','));
  return query.toString();
};

/** The start of a period that ends then, RFC 3339. */
export const startOf = (to: string, days: number): string => new Date(Date.parse(to) - days * dayMs).toISOString();
