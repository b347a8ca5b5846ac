import type { AlertView } from '@cisterna/contract';
import { useMemo, useState } from 'react';
import { keepPlaces, type SteadyList } from './alert-order.ts';

/** The list, which moves nothing while somebody is at work in it, and a way to let it move. Another view begins afresh. */
export const useSteadyList = (wanted: readonly AlertView[], held: boolean, view: string): SteadyList & { readonly settle: () => void } => {
  const [kept, setKept] = useState({ wanted, view });
  const moves = !held || kept.view !== view || kept.wanted.length === 0;
  if (moves && (kept.wanted !== wanted || kept.view !== view)) setKept({ wanted, view });
  const shown = moves ? wanted : kept.wanted;
  const list = useMemo(() => keepPlaces(shown, wanted), [shown, wanted]);
  return { ...list, settle: () => { setKept({ wanted, view }); } };
};
