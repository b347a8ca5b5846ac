import type { ReactNode } from 'react';
import { localTime, utcTime } from '../format/times.ts';

/** A time in the reader's own zone, with UTC on hover and for screen readers. */
export const TimeText = ({ time, children }: { readonly time: string | null; readonly children?: ReactNode }): ReactNode =>
  time === null ? (
    '–'
  ) : (
    <time dateTime={time} title={utcTime(time)}>
      {children ?? localTime(time)}
    </time>
  );
