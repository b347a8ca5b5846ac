import type { ReactNode } from 'react';
import { TimeText } from './time-text.tsx';

const times = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z)/;

/** Words of the service in which every time is shown as the reader's clock has it. */
export const ToldText = ({ children }: { readonly children: string }): ReactNode =>
  children.split(times).map((part, index) => (index % 2 === 1 ? <TimeText key={index} time={part} /> : part));
