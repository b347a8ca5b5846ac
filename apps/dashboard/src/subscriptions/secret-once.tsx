import { useState, type ReactNode } from 'react';
import { AskDialog } from '../parts/ask-dialog.tsx';

/** Shows a new secret, this once. */
export const SecretOnce = ({ secret, name, close }: { readonly secret: string; readonly name: string; readonly close: () => void }): ReactNode => {
  const [told, setTold] = useState('');
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(secret);
    setTold('Copied.');
  };
  return (
    <AskDialog title={`Secret of ${name}`} close={close}>
      <p>It signs every message after Standard Webhooks. Keep it now: it is not shown again. A new one can be made at any time.</p>
      <label>
        Secret
        <input readOnly className="secret" value={secret} onFocus={({ target }) => { target.select(); }} />
      </label>
      <div className="ask-foot">
        <span role="status" className="faint">{told}</span>
        <button type="button" onClick={() => { copy().catch(() => { setTold('Copying is not allowed here: select and copy it by hand.'); }); }}>Copy</button>
        <button type="button" className="primary" onClick={close}>I have kept it</button>
      </div>
    </AskDialog>
  );
};
