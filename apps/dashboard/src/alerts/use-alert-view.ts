import { useMemo } from 'react';
import { useHashQuery } from '../data/hash-location.ts';
import { useLive } from '../data/use-live.ts';
import { clinicsOf, countsOf, formatChoice, isWanted, parseChoice, type AlertChoice } from './alert-choice.ts';
import { byPriorityAndAge, byRaising } from './alert-order.ts';
import { useAlerts } from './use-alerts.ts';

/** What the address asks for, and the alerts that answer to it, sorted and counted. */
export const useAlertView = () => {
  const [query, setQuery] = useHashQuery();
  const choice = useMemo(() => parseChoice(query), [query]);
  const { pumps } = useLive();
  const read = useAlerts(choice);
  const wanted = useMemo(() => read.alerts.filter(alert => isWanted(choice, alert)).sort(choice.state === 'all' ? byRaising : byPriorityAndAge), [read.alerts, choice]);
  const clinics = useMemo(() => clinicsOf([...pumps.values()].map(({ clinicId }) => clinicId), read.alerts), [pumps, read.alerts]);
  return {
    ...read,
    query: formatChoice(choice),
    choice,
    wanted,
    clinics,
    counts: useMemo(() => countsOf(choice, read.alerts), [choice, read.alerts]),
    onChoice: (next: AlertChoice): void => { setQuery(formatChoice(next)); },
  };
};
