import { useEffect, useRef, useState } from 'react';

/** A hand that has rested this long no longer aims at a line. */
const restMs = 45_000;

/** What an element needs to tell whether somebody is at work in it. */
export interface WorkHandlers {
  readonly onPointerMove: () => void;
  readonly onPointerDown: () => void;
  readonly onPointerLeave: () => void;
  readonly onKeyDown: () => void;
}

/** Whether the pointer moves over the element or keys are pressed in it, until the hand rests. */
export const useAtWork = (): [boolean, WorkHandlers] => {
  const [atWork, setAtWork] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => { clearTimeout(timer.current); }, []);
  const rest = (): void => {
    clearTimeout(timer.current);
    setAtWork(false);
  };
  const work = (): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(rest, restMs);
    setAtWork(true);
  };
  return [atWork, { onPointerMove: work, onPointerDown: work, onPointerLeave: rest, onKeyDown: work }];
};
