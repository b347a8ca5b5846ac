import type { AlarmReport } from '@cisterna/contract';
import { useState, type ReactNode } from 'react';
import { TimeText } from '../parts/time-text.tsx';
import { floodMarks } from './report-bars.ts';
import { countWord, counted, durationWord } from './report-words.ts';

const shownAtFirst = 20;

type Flood = AlarmReport['floods'][number];

const FloodRow = ({ flood: { clinicId, from, to, alarms } }: { readonly flood: Flood }): ReactNode => (
  <tr>
    <th scope="row">{clinicId}</th>
    <td><TimeText time={from} /></td>
    <td><TimeText time={to} /></td>
    <td className="number">{durationWord((Date.parse(to) - Date.parse(from)) / 1000)}</td>
    <td className="number">{countWord(alarms)}</td>
  </tr>
);

const FloodTable = ({ floods }: { readonly floods: readonly Flood[] }): ReactNode => (
  <div className="report-scroll" role="group" aria-labelledby="report-floods" tabIndex={0}>
    <table className="report-table">
      <thead>
        <tr>
          <th scope="col">Clinic</th>
          <th scope="col">From</th>
          <th scope="col">To</th>
          <th scope="col" className="number">Lasted</th>
          <th scope="col" className="number">Alarms</th>
        </tr>
      </thead>
      <tbody>
        {floods.map(flood => (
          <FloodRow key={`${flood.clinicId} ${flood.from}`} flood={flood} />
        ))}
      </tbody>
    </table>
  </div>
);

const FloodPicture = ({ report }: { readonly report: AlarmReport }): ReactNode => (
  <svg className="report-flood-line" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label={`${counted(report.floods.length, 'flood')} over the period; the table says when`}>
    <rect className="report-bar-ground" width="100" height="10" />
    {floodMarks(report).map(({ x, width }, index) => (
      <rect key={index} className="report-flood" x={x} width={width} height="10" />
    ))}
  </svg>
);

/** When over 10 alarms came to a clinic within 10 minutes. */
export const ReportFloods = ({ report }: { readonly report: AlarmReport }): ReactNode => {
  const [all, setAll] = useState(false);
  const { floods, totals } = report;
  const shown = all ? floods : floods.slice(0, shownAtFirst);
  return (
    <section className="sheet" aria-labelledby="report-floods">
      <h2 id="report-floods">Floods</h2>
      {floods.length === 0 ? <p>At no clinic did more than 10 alarms come within 10 minutes.</p> : (
        <>
          <p>{counted(totals.floods, 'time')} more than 10 alarms came to a clinic within 10 minutes{totals.floods > floods.length ? `; the first ${countWord(floods.length)} are listed` : ''}.</p>
          <FloodPicture report={report} />
          <p className="report-ends faint"><TimeText time={report.from} /> <TimeText time={report.to} /></p>
          <FloodTable floods={shown} />
          {shown.length === floods.length ? null : <button type="button" onClick={() => { setAll(true); }}>Show all {countWord(floods.length)}</button>}
        </>
      )}
    </section>
  );
};
