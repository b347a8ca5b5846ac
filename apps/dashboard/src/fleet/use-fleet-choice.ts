import { useEffect, useMemo, useRef, useState, type Dispatch, type SetStateAction } from 'react';
import { useHashQuery } from '../data/hash-location.ts';
import { formatChoice, parseChoice, type FleetChoice } from './fleet-choice.ts';

/** Typing is written to the address once it rests. */
const restMs = 250;

/** What is chosen, kept in the address: a link or a reload gives the same view. */
export const useFleetChoice = (): [FleetChoice, Dispatch<SetStateAction<FleetChoice>>] => {
  const [query, setQuery] = useHashQuery();
  const written = useRef(query);
  const [choice, setChoice] = useState(() => parseChoice(query));
  const next = useMemo(() => formatChoice(choice), [choice]);
  useEffect(() => {
    if (query === written.current) return;
    written.current = query;
    setChoice(parseChoice(query));
  }, [query]);
  useEffect(() => {
    if (next === written.current) return undefined;
    const timer = setTimeout(() => {
      written.current = next;
      setQuery(next);
    }, restMs);
    return () => {
      clearTimeout(timer);
    };
  }, [next, setQuery]);
  return [choice, setChoice];
};
