import { defer, delay, distinct, finalize, NEVER, of, type Observable } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { pollOnWake } from './poll-on-wake.ts';

const scheduler = () =>
  new TestScheduler((actual, expected) => {
    expect(actual).toEqual(expected);
  });

const counted = (tookMs: number, time: TestScheduler): (() => Observable<number>) => {
  let count = 0;
  return () => defer(() => of((count += 1)).pipe(delay(tookMs, time)));
};

describe('pollOnWake', () => {
  it('polls at once and then every interval without any wake-up', () => {
    const time = scheduler();
    time.run(({ expectObservable }) => {
      const polls$ = pollOnWake(NEVER, counted(1, time), 10, time);
      expectObservable(polls$, '25ms !').toBe('-a 9ms b 9ms c', { a: 1, b: 2, c: 3 });
    });
  });

  it('polls at a wake-up without waiting for the interval', () => {
    const time = scheduler();
    time.run(({ hot, expectObservable }) => {
      const polls$ = pollOnWake(hot('---w'), counted(1, time), 100, time);
      expectObservable(polls$, '50ms !').toBe('-a--b', { a: 1, b: 2 });
    });
  });

  it('polls once more after a poll during which it was woken several times', () => {
    const time = scheduler();
    time.run(({ hot, expectObservable }) => {
      const polls$ = pollOnWake(hot('-www'), counted(5, time), 100, time);
      expectObservable(polls$, '50ms !').toBe('5ms a 4ms b', { a: 1, b: 2 });
    });
  });

  it('never runs two polls at a time', () => {
    const time = scheduler();
    let running = 0;
    const poll = () =>
      defer(() => {
        running += 1;
        const seen = running;
        return of(seen).pipe(
          delay(3, time),
          finalize(() => (running -= 1)),
        );
      });
    time.run(({ hot, expectObservable }) => {
      const polls$ = pollOnWake(hot('-wwwwwwwwwww'), poll, 2, time).pipe(distinct());
      expectObservable(polls$, '50ms !').toBe('---a', { a: 1 });
    });
  });
});
