import {
  asyncScheduler,
  concatMap,
  defer,
  finalize,
  merge,
  Subject,
  throttle,
  timer,
  type Observable,
  type SchedulerLike,
} from 'rxjs';

/**
 * Runs `poll` at once, at each wake-up, and every `everyMs` in case one was missed; never twice at a time.
 * Wake-ups during a poll lead to one more after it. An error of `poll` ends the result: catch it inside.
 */
export const pollOnWake = <T>(
  wake$: Observable<unknown>,
  poll: () => Observable<T>,
  everyMs: number,
  scheduler: SchedulerLike = asyncScheduler,
): Observable<T> =>
  defer(() => {
    const idle$ = new Subject<void>();
    const polled = () =>
      poll().pipe(
        finalize(() => {
          idle$.next();
        }),
      );
    return merge(wake$, timer(0, everyMs, scheduler)).pipe(
      throttle(() => idle$, { leading: true, trailing: true }),
      concatMap(polled),
    );
  });
