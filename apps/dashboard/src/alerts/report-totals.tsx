import type { AlarmReport } from '@cisterna/contract';
import type { ReactNode } from 'react';
import { ReportBar } from './report-bar.tsx';
import { chatterWord, countWord, counted, durationWord, rateWord, shareWord } from './report-words.ts';

const Figure = ({ name, value, more, children }: { readonly name: string; readonly value: string; readonly more: string; readonly children?: ReactNode }): ReactNode => (
  <div>
    <dt>{name}</dt>
    <dd>
      <strong>{value}</strong> {children}
      <span className="faint">{more}</span>
    </dd>
  </div>
);

/** The figures of all kinds together. */
export const ReportTotals = ({ report: { totals } }: { readonly report: AlarmReport }): ReactNode => (
  <section className="sheet" aria-labelledby="report-totals">
    <h2 id="report-totals">All kinds together</h2>
    <dl className="report-figures">
      <Figure name="Alarms raised" value={countWord(totals.raised)} more={`${rateWord(totals.perPumpDay)} per pump and day`} />
      <Figure name="Acknowledged" value={shareWord(totals.shareAcknowledged)} more={`${countWord(totals.acknowledged)} of ${countWord(totals.raised)}`}>
        <ReportBar value={totals.shareAcknowledged ?? 0} longest={1} />
      </Figure>
      <Figure name="Median time to acknowledge" value={durationWord(totals.medianSecondsToAcknowledge)} more="from the notification" />
      <Figure name="Chattering" value={chatterWord(totals.chattering)} more="3 or more of a kind at a pump within an hour" />
      <Figure name="Stale" value={countWord(totals.stale)} more="open for over 24 h at some time" />
      <Figure name="Standing" value={countWord(totals.standing)} more={`open at the end, ${countWord(totals.standingOver24h)} for over 24 h`} />
      <Figure name="Floods" value={countWord(totals.floods)} more={`${durationWord(totals.secondsInFlood)} with ${counted(totals.alarmsInFlood, 'alarm')}`} />
      <Figure name="Never notified" value={countWord(totals.suppressed)} more={`and ${countWord(totals.withdrawn)} withdrawn`} />
    </dl>
  </section>
);
