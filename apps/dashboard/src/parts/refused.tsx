import type { ReactNode } from 'react';
import { CallRefused } from '../data/call.ts';
import { Failure } from './notice.tsx';
import './refused.css';

/** Shown where a page could not be read: calm words where the key does not reach so far, what went wrong and a way to try again otherwise. */
export const Refused = ({ error, who, again }: { readonly error: unknown; readonly who: string; readonly again: () => void }): ReactNode =>
  error instanceof CallRefused && error.status === 403 ? (
    <p className="empty" role="status">
      Your key does not reach here: {who}
    </p>
  ) : (
    <div className="refused">
      <Failure error={error} />
      <button type="button" onClick={again}>
        Try again
      </button>
    </div>
  );
