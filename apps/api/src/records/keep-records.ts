import { catchError, defer, EMPTY, exhaustMap, from, tap, timer, type Observable, type SchedulerLike } from 'rxjs';
import type { Logger } from '@cisterna/platform';

/** Runs rounds of `keep` one after the other, each `everyMs` after the start of the former unless that still runs; a failure is logged once, until a round succeeds. */
export const keepRecords = (
  keep: () => Promise<number>,
  log: Pick<Logger, 'info' | 'warn'>,
  everyMs: number,
  scheduler?: SchedulerLike,
): Observable<number> => {
  let failing = false;
  const succeeded = (waiting: number): void => {
    if (failing) log.info({ waiting }, 'records.keeping-again');
    failing = false;
  };
  const failed = (err: unknown): Observable<never> => {
    if (!failing) log.warn({ err }, 'records.keeping-failed');
    failing = true;
    return EMPTY;
  };
  return timer(0, everyMs, scheduler).pipe(
    exhaustMap(() => defer(() => from(keep())).pipe(tap(succeeded), catchError(failed))),
  );
};
