import type { PumpView } from '@cisterna/contract';
import { useMemo, type ReactNode } from 'react';
import { Failure } from '../parts/notice.tsx';
import { markTypes } from './event-words.ts';
import { standing } from './history.ts';
import { DeliveryChart, EventChart, LevelChart, PressureChart } from './pump-charts.tsx';
import { fetchWindow } from './time-window.ts';
import type { Moment } from './travel.ts';
import { useEvents } from './use-events.ts';
import { usePreread } from './use-preread.ts';
import type { ShownWindow } from './use-time-window.ts';
import { WindowTools } from './window-tools.tsx';

interface PumpBodyProps {
  readonly view: PumpView;
  readonly now: number;
  readonly moment: Moment;
  readonly shown: ShownWindow;
}

const bolusTypes = ['bolus.delivered.v1', 'bolus.denied.v1'] as const;

/** The charts of a pump on one time axis. */
export const PumpBody = ({ view, now, moment, shown }: PumpBodyProps): ReactNode => {
  const { window, show } = shown;
  const preread = usePreread(view, now, shown.whole);
  const found = useEvents({ pumpId: view.id, types: markTypes, window: null, pages: 4 });
  const asked = useMemo(() => fetchWindow(window, now), [window, now]);
  const given = useEvents({ pumpId: view.id, types: bolusTypes, window: asked, pages: 2 });
  const marks = useMemo(() => standing(found.data?.events ?? [], moment), [found.data, moment]);
  const boluses = useMemo(() => (given.data === undefined ? undefined : { ...given.data, events: standing(given.data.events, moment) }), [given.data, moment]);
  const chart = { view, now, window, onWindow: show, marks, boluses };
  const pressures = view.registration?.sensors.catheterPressure !== false;
  return (
    <div className="pump-charts">
      <WindowTools shown={shown} preread={preread} />
      {found.error === null ? null : <Failure error={found.error} />}
      <LevelChart {...chart} />
      {pressures ? (
        <>
          <PressureChart kind="pulsation" {...chart} />
          <PressureChart kind="mean" {...chart} />
        </>
      ) : (
        <p className="empty">This pump has no catheter pressure sensor.</p>
      )}
      <DeliveryChart {...chart} />
      <EventChart {...chart} />
    </div>
  );
};
