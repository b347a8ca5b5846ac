import type { AlertCommandCall, AlertView } from '@cisterna/contract';
import { useState, type ReactNode } from 'react';
import { AskDialog } from '../parts/ask-dialog.tsx';
import { CommandForm } from './command-form.tsx';
import { applies, commandWords, type CommandWords } from './commands.ts';
import { OutcomeList } from './outcome-list.tsx';
import { useCommand } from './use-command.ts';

/** A command and the alerts it was asked for. */
export interface Asked {
  readonly command: AlertCommandCall;
  readonly alerts: readonly AlertView[];
}

const countOf = (alerts: readonly AlertView[]): string => (alerts.length === 1 ? `${alerts[0]?.title ?? ''}, ${alerts[0]?.pumpId ?? ''}` : `${alerts.length} alerts`);

/** Asks what a command needs, carries it out on each alert, and says what became of each. */
export const CommandDialog = ({ asked: { command, alerts: all }, close }: { readonly asked: Asked; readonly close: (done: boolean) => void }): ReactNode => {
  const [alerts] = useState(() => all.filter(alert => applies(command, alert)));
  const { outcomes, running, run } = useCommand();
  const { verb, done } = commandWords[command];
  const others = all.length - alerts.length;
  const finished = !running && outcomes.length > 0;
  return (
    <AskDialog title={`${verb}: ${countOf(alerts)}`} close={() => { close(finished); }}>
      {others === 0 ? null : <p className="faint">{others} of those chosen need no such thing and are left alone.</p>}
      {outcomes.length === 0 ? (
        <CommandForm command={command} running={running} close={() => { close(false); }} onWords={(words: CommandWords) => { void run(command, alerts, words); }} />
      ) : (
        <OutcomeList outcomes={outcomes} total={alerts.length} done={done} />
      )}
      {finished ? (
        <div className="ask-foot">
          <button type="button" className="primary" autoFocus onClick={() => { close(true); }}>Close</button>
        </div>
      ) : null}
    </AskDialog>
  );
};
