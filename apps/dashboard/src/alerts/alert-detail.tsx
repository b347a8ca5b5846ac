import type { AlertCommandCall, AlertView } from '@cisterna/contract';
import { useEffect, useRef, type ReactNode } from 'react';
import { Link } from 'wouter';
import { CallRefused } from '../data/call.ts';
import { Empty, Loading } from '../parts/notice.tsx';
import { Refused } from '../parts/refused.tsx';
import { AlertEvidence } from './alert-evidence.tsx';
import { AlertFacts } from './alert-facts.tsx';
import { AlertHistory } from './alert-history.tsx';
import { PriorityMark } from './alert-marks.tsx';
import { alertPath } from './alert-path.ts';
import { applies, commandCalls, commandWords } from './commands.ts';
import { useAlert } from './use-alert.ts';

interface DetailProps {
  readonly id: string;
  readonly query: string;
  readonly onCommand: (command: AlertCommandCall, alerts: readonly AlertView[]) => void;
}

const Commands = ({ alert, onCommand }: Pick<DetailProps, 'onCommand'> & { readonly alert: AlertView }): ReactNode => (
  <div className="alert-commands">
    {commandCalls
      .filter(command => command === 'reset' || applies(command, alert))
      .map(command => (
        <button key={command} type="button" disabled={!applies(command, alert)} title={applies(command, alert) ? undefined : 'Only a latched alert whose cause is over can be reset.'} onClick={() => { onCommand(command, [alert]); }}>
          {commandWords[command].verb}{command === 'acknowledge' ? '' : ' …'}
        </button>
      ))}
  </div>
);

const Whole = ({ alert, onCommand }: Pick<DetailProps, 'onCommand'> & { readonly alert: AlertView }): ReactNode => (
  <>
    <p><PriorityMark alert={alert} /> priority</p>
    <Commands alert={alert} onCommand={onCommand} />
    <AlertFacts alert={alert} />
    <h3>Evidence</h3>
    <AlertEvidence evidence={alert.evidence} />
    <h3>History</h3>
    <AlertHistory history={alert.history} />
  </>
);

const Missing = ({ error, again }: { readonly error: unknown; readonly again: () => void }): ReactNode => {
  if (error === null) return <Loading what="the alert" />;
  const gone = error instanceof CallRefused && error.status === 404;
  return gone ? <Empty>There is no such alert, or it lies outside of your clinics.</Empty> : <Refused error={error} who="this alert is not yours to see." again={again} />;
};

/** One alert: what it says, what to do, why it says so, and what became of it. */
export const AlertDetail = ({ id, query, onCommand }: DetailProps): ReactNode => {
  const { alert, error, again } = useAlert(id);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => { heading.current?.focus(); }, [id]);
  return (
    <section className="sheet alert-detail" aria-labelledby="alert-title">
      <div className="alert-detail-head">
        <h2 id="alert-title" ref={heading} tabIndex={-1}>{alert?.title ?? 'Alert'}</h2>
        <Link href={alertPath(null, query)} className="alert-back">Close</Link>
      </div>
      {alert === null ? <Missing error={error} again={again} /> : <Whole alert={alert} onCommand={onCommand} />}
    </section>
  );
};
