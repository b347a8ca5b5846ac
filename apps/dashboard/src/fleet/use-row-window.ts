import { useLayoutEffect, useState, type RefObject } from 'react';
import { rowWindow, type RowWindow } from './row-window.ts';

const firstGuess: RowWindow = { first: 0, end: 24 };

/** Follows the page's scrolling and gives the rows to draw. */
export const useRowWindow = (list: RefObject<HTMLElement | null>, rowHeight: number, size: number): RowWindow => {
  const [shown, setShown] = useState(firstGuess);
  useLayoutEffect(() => {
    let frame = 0;
    const measure = (): void => {
      frame = 0;
      if (list.current === null) return;
      const next = rowWindow(list.current.getBoundingClientRect().top, innerHeight, { rowHeight, size });
      setShown(old => (old.first === next.first && old.end === next.end ? old : next));
    };
    const soon = (): void => {
      frame ||= requestAnimationFrame(measure);
    };
    measure();
    addEventListener('scroll', soon, { passive: true });
    addEventListener('resize', soon);
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener('scroll', soon);
      removeEventListener('resize', soon);
    };
  }, [list, rowHeight, size]);
  return shown;
};
