import type { AlertCommandCall, AlertView } from '@cisterna/contract';
import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { usePageConfig } from '../data/config.ts';
import { useHashQuery } from '../data/hash-location.ts';
import { MaintenanceButton } from '../maintenance/maintenance-button.tsx';
import { actor } from './actor.ts';
import { formatChoice, parseChoice } from './alert-choice.ts';
import { AlertDetail } from './alert-detail.tsx';
import { AlertFilters } from './alert-filters.tsx';
import { alertPath } from './alert-path.ts';
import { AlertShelf } from './alert-shelf.tsx';
import { CommandDialog, type Asked } from './command-dialog.tsx';
import { applies } from './commands.ts';
import { formatReportChoice, isReport, parseReportChoice } from './report-choice.ts';
import { AlarmReportSheets } from './report-page.tsx';
import { Told } from './told.tsx';
import { useAlertView } from './use-alert-view.ts';
import { useCommand } from './use-command.ts';
import './alerts-page.css';

/** A single acknowledgement needs no question once the name is known; everything else asks. */
const useOrders = () => {
  const { access } = usePageConfig();
  const [asked, setAsked] = useState<Asked | null>(null);
  const { outcomes, run } = useCommand();
  const order = (command: AlertCommandCall, alerts: readonly AlertView[]): void => {
    const alert = alerts[0];
    if (alert === undefined) return;
    const plain = command === 'acknowledge' && alerts.length === 1 && (access === 'keys' || actor.get() !== '');
    if (!plain) setAsked({ command, alerts });
    else if (applies(command, alert)) void run(command, alerts, { by: access === 'keys' ? '' : actor.get(), note: '', until: '' });
  };
  return { asked, order, last: outcomes.at(-1), close: () => { setAsked(null); } };
};

/** What needs somebody, the most urgent first; acting on one alert or many. */
const AlertDesk = ({ alertId }: { readonly alertId: string | null }): ReactNode => {
  const view = useAlertView();
  const { asked, order, last, close } = useOrders();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  return (
    <div className={`alerts ${alertId === null ? '' : 'alerts-with-detail'}`}>
      <AlertFilters {...view} />
      <div className="alert-columns">
        <AlertShelf view={view} alertId={alertId} selected={selected} onSelected={setSelected} onCommand={order} />
        {alertId === null ? null : <AlertDetail id={alertId} query={view.query} onCommand={order} />}
      </div>
      <Told last={last} />
      {asked === null ? null : <CommandDialog asked={asked} close={done => { close(); if (done) setSelected(new Set()); }} />}
    </div>
  );
};

const Views = ({ report, query }: { readonly report: boolean; readonly query: string }): ReactNode => {
  const clinics = parseChoice(query).clinics;
  return (
    <nav aria-label="Views of the alerts" className="alert-views">
      <Link href={alertPath(null, formatChoice({ ...parseChoice(''), clinics }))} aria-current={report ? undefined : 'page'}>Work list</Link>
      <Link href={alertPath(null, formatReportChoice({ ...parseReportChoice(''), clinics }))} aria-current={report ? 'page' : undefined}>Quality report</Link>
    </nav>
  );
};

/** The work list of the alerts, or how good the alarms were. */
export const AlertsPage = ({ alertId }: { readonly alertId: string | null }): ReactNode => {
  const [query] = useHashQuery();
  const report = alertId === null && isReport(query);
  return (
    <>
      <div className="alert-head">
        <h1>Alerts</h1>
        <Views report={report} query={query} />
        {report ? null : <MaintenanceButton />}
      </div>
      {report ? <AlarmReportSheets /> : <AlertDesk alertId={alertId} />}
    </>
  );
};
