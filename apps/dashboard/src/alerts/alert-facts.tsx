import type { AlertView } from '@cisterna/contract';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { TimeText } from '../parts/time-text.tsx';
import { ToldText } from '../parts/told-text.tsx';
import { standingOf, suppressionWords } from './alert-words.ts';
import { alertPath } from './alert-path.ts';

const Suppressed = ({ alert }: { readonly alert: AlertView }): ReactNode =>
  alert.suppressedBy.length === 0 ? null : (
    <div className="alert-why">
      <h3>Why nobody is notified</h3>
      <ul>
        {alert.suppressedBy.map(({ reason, detail }) => (
          <li key={`${reason} ${detail}`}>
            {suppressionWords[reason]} <span className="faint"><ToldText>{detail}</ToldText></span>
          </li>
        ))}
      </ul>
    </div>
  );

const Handled = ({ alert: { acknowledged, shelved } }: { readonly alert: AlertView }): ReactNode => (
  <>
    <dt>Acknowledged</dt>
    <dd>{acknowledged === null ? 'Not yet' : <><TimeText time={acknowledged.at} /> by {acknowledged.by}</>}</dd>
    {shelved === null ? null : (
      <>
        <dt>Shelved</dt>
        <dd>until <TimeText time={shelved.until} /> by {shelved.by}: <q>{shelved.reason}</q></dd>
      </>
    )}
  </>
);

/** What the alert says, in words: where it stands, since when, whose it is, and why it may be silent. */
export const AlertFacts = ({ alert }: { readonly alert: AlertView }): ReactNode => {
  const { word, sentence } = standingOf(alert);
  return (
    <>
      <p><ToldText>{alert.detail}</ToldText></p>
      <p className="alert-do"><strong>Do:</strong> {alert.recommendedAction}</p>
      <dl className="alert-facts">
        <dt>Condition</dt>
        <dd>{word}. <span className="faint">{sentence}</span></dd>
        {alert.provisional ? <><dt>Provisional</dt><dd>Raised over incomplete data: it is looked at again when the missing events come.</dd></> : null}
        <dt>Pump</dt>
        <dd><Link href={`/pumps/${encodeURIComponent(alert.pumpId)}`}>{alert.pumpId}</Link> · {alert.clinicId}</dd>
        <dt>Began</dt>
        <dd><TimeText time={alert.onsetAt} /></dd>
        <dt>Raised</dt>
        <dd><TimeText time={alert.raisedAt} /></dd>
        {alert.clearedAt === null ? null : <><dt>Cause over</dt><dd><TimeText time={alert.clearedAt} /></dd></>}
        <Handled alert={alert} />
        {alert.replaces === undefined ? null : <><dt>Replaces</dt><dd><Link href={alertPath(alert.replaces, '')}>an alert</Link> whose beginning a late event moved to here</dd></>}
      </dl>
      <Suppressed alert={alert} />
    </>
  );
};
