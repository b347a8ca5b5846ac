import { useState, useSyncExternalStore, type ReactNode, type SubmitEvent } from 'react';
import { accessKey } from '../data/access-key.ts';
import { useConfigAsked, usePageConfig } from '../data/config.ts';
import { Loading } from '../parts/notice.tsx';

/** Asks for a key, or a token in its place, where the service wants one; it stays in this tab until the service takes it no more. */
export const KeyGate = ({ children }: { readonly children: ReactNode }): ReactNode => {
  const { access } = usePageConfig();
  const asked = useConfigAsked();
  const key = useSyncExternalStore(accessKey.subscribe, accessKey.get);
  const [typed, setTyped] = useState('');
  // Nothing is called before it is known whether that needs a key.
  if (!asked) return <Loading what="the page" />;
  if (access === 'open' || key !== null) return children;
  const enter = (event: SubmitEvent): void => {
    event.preventDefault();
    accessKey.set(typed.trim());
    setTyped('');
  };
  return (
    <main className="gate">
      <h1>Cisterna</h1>
      <form onSubmit={enter}>
        <label htmlFor="key">Access key or token</label>
        <input
          id="key"
          type="password"
          autoComplete="off"
          required
          value={typed}
          onChange={event => {
            setTyped(event.target.value);
          }}
        />
        <button type="submit">Enter</button>
      </form>
    </main>
  );
};
