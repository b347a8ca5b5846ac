import type { AlertCommandCall } from '@cisterna/contract';
import { useState, type ReactNode, type SubmitEvent } from 'react';
import { usePageConfig } from '../data/config.ts';
import { useServiceNow } from '../data/service-now.ts';
import { actor } from './actor.ts';
import { commandWords, type CommandWords } from './commands.ts';
import { ShelfField } from './shelf-field.tsx';
import { shelfEnd } from './shelf-time.ts';

interface FormProps {
  readonly command: AlertCommandCall;
  readonly running: boolean;
  readonly close: () => void;
  readonly onWords: (words: CommandWords) => void;
}

const noteLabels: Readonly<Record<AlertCommandCall, string | null>> = { acknowledge: 'Note (optional)', shelve: 'Reason', unshelve: null, reset: 'What was found and done' };

/** Asks for what a command needs; the name is asked only where no key says it, and kept for the next time. */
export const CommandForm = ({ command, running, close, onWords }: FormProps): ReactNode => {
  const needsName = usePageConfig().access === 'open';
  const [by, setBy] = useState(actor.get());
  const [note, setNote] = useState('');
  const now = useServiceNow(60_000);
  const [until, setUntil] = useState(() => shelfEnd(4, now));
  const noteLabel = noteLabels[command];
  const send = (event: SubmitEvent): void => {
    event.preventDefault();
    if (needsName) actor.set(by);
    onWords({ by: needsName ? by : '', note, until });
  };
  return (
    <form onSubmit={send}>
      {needsName ? (
        <label>
          Your name
          <input required maxLength={200} autoComplete="name" value={by} onChange={({ target }) => { setBy(target.value); }} />
        </label>
      ) : null}
      {command === 'shelve' ? <ShelfField until={until} onUntil={setUntil} /> : null}
      {noteLabel === null ? null : (
        <label>
          {noteLabel}
          <textarea rows={2} maxLength={2000} required={command !== 'acknowledge'} value={note} onChange={({ target }) => { setNote(target.value); }} />
        </label>
      )}
      <div className="ask-foot">
        <button type="button" onClick={close}>Cancel</button>
        <button type="submit" className="primary" disabled={running || (command === 'shelve' && until === '')}>{running ? 'Working …' : commandWords[command].verb}</button>
      </div>
    </form>
  );
};
