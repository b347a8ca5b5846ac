import type { AlertCommandCall, AlertView } from '@cisterna/contract';
import type { ReactNode } from 'react';
import { applies, commandCalls, commandWords } from './commands.ts';

interface ToolbarProps {
  readonly shown: readonly AlertView[];
  readonly selected: readonly AlertView[];
  readonly onCommand: (command: AlertCommandCall, alerts: readonly AlertView[]) => void;
  readonly onSelect: (alerts: readonly AlertView[]) => void;
}

const CommandButton = ({ command, alerts, onCommand }: Pick<ToolbarProps, 'onCommand'> & { readonly command: AlertCommandCall; readonly alerts: readonly AlertView[] }): ReactNode => {
  const count = alerts.filter(alert => applies(command, alert)).length;
  return (
    <button type="button" disabled={count === 0} onClick={() => { onCommand(command, alerts); }}>
      {commandWords[command].verb} {count} …
    </button>
  );
};

/** What can be done with the selected alerts; with none selected, all that are shown can be acknowledged. */
export const AlertToolbar = ({ shown, selected, onCommand, onSelect }: ToolbarProps): ReactNode => {
  const unseen = shown.filter(alert => applies('acknowledge', alert)).length;
  const all = selected.length > 0 && selected.length === shown.length;
  return (
    <div className="alert-tools" role="toolbar" aria-label="Act on alerts">
      <button type="button" aria-pressed={all} disabled={shown.length === 0} onClick={() => { onSelect(all ? [] : shown); }}>
        {all ? 'Select none' : `Select all ${shown.length}`}
      </button>
      {selected.length === 0 ? (
        <button type="button" disabled={unseen === 0} onClick={() => { onCommand('acknowledge', shown); }}>
          Acknowledge all {unseen} shown …
        </button>
      ) : (
        <>
          {commandCalls.map(command => (
            <CommandButton key={command} command={command} alerts={selected} onCommand={onCommand} />
          ))}
          <span className="faint">{selected.length} selected</span>
        </>
      )}
    </div>
  );
};
