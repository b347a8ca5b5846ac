import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Empty } from '../parts/notice.tsx';
import { formatChoice, parseChoice } from './alert-choice.ts';
import { alertPath } from './alert-path.ts';
import { kindWords } from './alert-words.ts';
import { ReportBar } from './report-bar.tsx';
import { chatterWord, countWord, durationWord, kindsToShow, rateWord, shareWord, type KindFigures } from './report-words.ts';

const heads = ['Raised', 'Per pump and day', 'Acknowledged', 'Median time to acknowledge', 'Chattering', 'Stale', 'Standing', 'Never notified', 'Withdrawn'] as const;

interface KindProps {
  readonly kind: KindFigures;
  readonly clinics: readonly string[];
  readonly most: number;
}

const KindRow = ({ kind, clinics, most }: KindProps): ReactNode => (
  <tr>
    <th scope="row">
      <Link href={alertPath(null, formatChoice({ ...parseChoice(''), state: 'all', kinds: [kind.kind], clinics }))}>{kindWords[kind.kind]}</Link>
    </th>
    <td className="number">{countWord(kind.raised)} <ReportBar value={kind.raised} longest={most} /></td>
    <td className="number">{rateWord(kind.perPumpDay)}</td>
    <td className="number">{shareWord(kind.shareAcknowledged)} <ReportBar value={kind.shareAcknowledged ?? 0} longest={1} /></td>
    <td className="number">{durationWord(kind.medianSecondsToAcknowledge)}</td>
    <td className="number">{chatterWord(kind.chattering)}</td>
    <td className="number">{countWord(kind.stale)}</td>
    <td className="number">{countWord(kind.standing)}</td>
    <td className="number">{countWord(kind.suppressed)}</td>
    <td className="number">{countWord(kind.withdrawn)}</td>
  </tr>
);

const KindTable = ({ told, clinics }: { readonly told: readonly KindFigures[]; readonly clinics: readonly string[] }): ReactNode => (
  <div className="report-scroll" role="group" aria-labelledby="report-kinds" tabIndex={0}>
    <table className="report-table">
      <thead>
        <tr>
          <th scope="col">Kind</th>
          {heads.map(head => (
            <th key={head} scope="col" className="number">{head}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {told.map(kind => (
          <KindRow key={kind.kind} kind={kind} clinics={clinics} most={told[0]?.raised ?? 0} />
        ))}
      </tbody>
    </table>
  </div>
);

/** The figures of each kind, the most frequent first; kinds of which there was nothing are only named. */
export const ReportKinds = ({ kinds, clinics }: { readonly kinds: readonly KindFigures[]; readonly clinics: readonly string[] }): ReactNode => {
  const { told, quiet } = kindsToShow(kinds);
  return (
    <section className="sheet" aria-labelledby="report-kinds">
      <h2 id="report-kinds">By kind</h2>
      {told.length === 0 ? <Empty>There was no alarm in this period.</Empty> : <KindTable told={told} clinics={clinics} />}
      {told.length === 0 || quiet.length === 0 ? null : <p className="faint">None of: {quiet.map(({ kind }) => kindWords[kind].toLowerCase().replace('mri', 'MRI')).join(', ')}.</p>}
    </section>
  );
};
