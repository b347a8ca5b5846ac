import { useEffect, useMemo, useState, type FocusEvent, type PointerEvent } from 'react';

/** A pointer that has rested this long no longer aims at a row. */
const restMs = 60_000;

/** What an element needs to tell whether somebody is at work in it. */
export interface HeldHandlers {
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerLeave: () => void;
  readonly onFocus: () => void;
  readonly onBlur: (event: FocusEvent) => void;
}

const isWithin = ({ currentTarget, relatedTarget }: FocusEvent): boolean => relatedTarget instanceof Node && currentTarget.contains(relatedTarget);

const pointing = (setPointed: (pointed: boolean) => void): Pick<HeldHandlers, 'onPointerMove' | 'onPointerLeave'> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const leave = (): void => {
    clearTimeout(timer);
    setPointed(false);
  };
  return {
    onPointerMove: ({ pointerType }) => {
      if (pointerType === 'touch') return;
      clearTimeout(timer);
      timer = setTimeout(leave, restMs);
      setPointed(true);
    },
    onPointerLeave: leave,
  };
};

/** Whether the pointer is over the element or the focus in it. */
export const useHeld = (): [boolean, HeldHandlers] => {
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const handlers = useMemo(
    (): HeldHandlers => ({
      ...pointing(setPointed),
      onFocus: () => {
        setFocused(true);
      },
      onBlur: event => {
        if (!isWithin(event)) setFocused(false);
      },
    }),
    [],
  );
  useEffect(() => handlers.onPointerLeave, [handlers]);
  return [pointed || focused, handlers];
};
