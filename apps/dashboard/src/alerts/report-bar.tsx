import type { ReactNode } from 'react';
import { barWidth } from './report-bars.ts';

/** A bar beside the number that says the same; a picture only. */
export const ReportBar = ({ value, longest }: { readonly value: number; readonly longest: number }): ReactNode => (
  <svg className="report-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
    <rect className="report-bar-ground" width="100" height="10" />
    <rect className="report-bar-fill" width={barWidth(value, longest)} height="10" />
  </svg>
);
