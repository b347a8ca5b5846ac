import type { ReactNode } from 'react';
import { CallRefused } from '../data/call.ts';

/** Shown where there is nothing to list. */
export const Empty = ({ children }: { readonly children: ReactNode }): ReactNode => <p className="empty">{children}</p>;

/** Shown while the first answer is awaited. */
export const Loading = ({ what }: { readonly what: string }): ReactNode => (
  <p className="empty" role="status">
    Loading {what} …
  </p>
);

/** Shown where a call failed: the words of the API and every fault it named. */
export const Failure = ({ error }: { readonly error: unknown }): ReactNode => (
  <div className="failure" role="alert">
    <p>{error instanceof Error ? error.message : 'The service did not answer.'}</p>
    {error instanceof CallRefused && error.faults.length > 0 ? (
      <ul>
        {error.faults.map(({ pointer, detail }) => (
          <li key={`${pointer} ${detail}`}>
            {pointer.replace(/^\//, '')} {detail}
          </li>
        ))}
      </ul>
    ) : null}
  </div>
);
