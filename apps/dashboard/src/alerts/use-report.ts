import type { AlarmReport } from '@cisterna/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call, withQuery } from '../data/call.ts';
import { startOf, type ReportChoice } from './report-choice.ts';

const usualDays = 30;

/** The period ends at the service's own now, which may be that of its reports: only the service knows it. */
const readReport = async ({ days, clinics }: ReportChoice, signal: AbortSignal): Promise<AlarmReport> => {
  const clinicId = clinics.join(',');
  const usual = await call<AlarmReport>(withQuery('/v1/reports/alarms', { clinicId }), { signal });
  if (days === usualDays) return usual;
  return call<AlarmReport>(withQuery('/v1/reports/alarms', { clinicId, from: startOf(usual.to, days), to: usual.to }), { signal });
};

/** The report asked for, renewed each minute; the former one until it comes. */
export const useReport = (choice: ReportChoice) => {
  const { data, error, isPlaceholderData, refetch } = useQuery({
    queryKey: ['alarm-report', choice.days, ...choice.clinics],
    queryFn: ({ signal }) => readReport(choice, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
  return { report: data ?? null, error, former: isPlaceholderData, again: () => { void refetch(); } };
};
