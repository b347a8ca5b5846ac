import { usePageConfig } from './config.ts';
import { useLive } from './use-live.ts';
import { useNow } from '../parts/use-now.ts';

/**
 * The service's present, ms since 1970: this machine's clock, or on the stream clock the newest receipt that the page knows of, since dates and shelves are
 * judged by that. Renewed at least every so many milliseconds.
 */
export const useServiceNow = (everyMs: number): number => {
  const wall = useNow(everyMs);
  const { clock } = usePageConfig();
  const { newestAt } = useLive();
  return clock === 'stream' && newestAt !== null ? newestAt : wall;
};
