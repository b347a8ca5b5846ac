import type { GenerationView } from '@cisterna/contract';
import type { ReactNode } from 'react';
import { whole } from '../format/numbers.ts';
import { Loading } from '../parts/notice.tsx';
import { Refused } from '../parts/refused.tsx';
import { useGenerations } from './use-system.ts';

const names: Readonly<Record<GenerationView['name'], string>> = {
  live: 'Live',
  next: 'Being built',
  former: 'Former, kept for the way back',
};

const Row = ({ name, pumps, events, behind }: GenerationView): ReactNode => (
  <tr>
    <th scope="row">{names[name]}</th>
    <td className="number">{whole.format(pumps)}</td>
    <td className="number">{whole.format(events)}</td>
    <td className="number">{whole.format(behind)}</td>
  </tr>
);

/** The generations of the read models: the one that is read, one that a rebuild makes, the one before. */
export const GenerationsSheet = (): ReactNode => {
  const { data, error, refetch } = useGenerations();
  const again = (): void => void refetch();
  if (data === undefined)
    return error === null ? (
      <Loading what="the generations" />
    ) : (
      <Refused error={error} who="the generations are the administrator's." again={again} />
    );
  return (
    <section className="sheet" aria-labelledby="generations">
      <h2 id="generations">Read models</h2>
      <table className="small-table">
        <caption>Generations</caption>
        <thead>
          <tr>
            <th scope="col">Generation</th>
            <th scope="col" className="number">
              Pumps
            </th>
            <th scope="col" className="number">
              Events
            </th>
            <th scope="col" className="number">
              Records behind
            </th>
          </tr>
        </thead>
        <tbody>
          {data.items.map(item => (
            <Row key={item.name} {...item} />
          ))}
        </tbody>
      </table>
    </section>
  );
};
