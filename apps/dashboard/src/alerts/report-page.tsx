import type { AlarmReport } from '@cisterna/contract';
import type { ReactNode } from 'react';
import { useHashQuery } from '../data/hash-location.ts';
import { Loading } from '../parts/notice.tsx';
import { Refused } from '../parts/refused.tsx';
import { TimeText } from '../parts/time-text.tsx';
import { ReportBenchmarks } from './report-benchmarks.tsx';
import { formatReportChoice, parseReportChoice, type ReportChoice } from './report-choice.ts';
import { ReportFloods } from './report-floods.tsx';
import { ReportKinds } from './report-kinds.tsx';
import { ReportTools } from './report-tools.tsx';
import { ReportTotals } from './report-totals.tsx';
import { counted } from './report-words.ts';
import { useReport } from './use-report.ts';
import './report-page.css';

const Scope = ({ report }: { readonly report: AlarmReport }): ReactNode => (
  <p className="faint">
    From <TimeText time={report.from} /> to <TimeText time={report.to} />, {report.clinicIds === null ? 'all clinics' : report.clinicIds.length === 0 ? 'no clinic' : report.clinicIds.join(', ')}, {counted(report.pumps, 'pump')} today.
  </p>
);

const Sheets = ({ report, choice }: { readonly report: AlarmReport; readonly choice: ReportChoice }): ReactNode => (
  <>
    <Scope report={report} />
    <ReportTotals report={report} />
    <ReportKinds kinds={report.kinds} clinics={choice.clinics} />
    <ReportFloods report={report} />
    <ReportBenchmarks benchmarks={report.benchmarks} notes={report.notes} />
  </>
);

/** What is wrong with what is shown: it is the former choice's, or no longer renewed. */
const stateWord = (former: boolean, error: unknown): string | null => {
  if (error !== null) return 'The service does not answer now: this is the last report it gave.';
  return former ? 'Reading the report asked for; the former one is still shown …' : null;
};

/** How good the alarms were in a period: totals, kinds, floods, and the figures of the standards beside them. */
export const AlarmReportSheets = (): ReactNode => {
  const [query, setQuery] = useHashQuery();
  const choice = parseReportChoice(query);
  const { report, error, former, again } = useReport(choice);
  const refused = error !== null && (report === null || former);
  return (
    <div className="report">
      <ReportTools choice={choice} onChoice={next => { setQuery(formatReportChoice(next)); }} />
      {refused ? <Refused error={error} who="the report is for those who may read pumps." again={again} /> : report === null ? <Loading what="the report" /> : (
        <>
          <p role="status" className="report-state">{stateWord(former, error)}</p>
          <Sheets report={report} choice={choice} />
        </>
      )}
    </div>
  );
};
