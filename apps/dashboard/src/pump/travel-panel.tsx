import { useState, type ReactNode } from 'react';
import { Label, Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components';
import { localTime } from '../format/times.ts';
import { fromInputTime, isPast, toInputTime, type Moment } from './travel.ts';
import { hourMs } from './time-window.ts';

interface TravelProps {
  readonly moment: Moment;
  readonly travel: (moment: Moment) => void;
  /** When the history begins, and the present; epoch milliseconds. */
  readonly start: number;
  readonly end: number;
}

interface TimeSliderProps {
  readonly label: string;
  readonly hint: string;
  readonly value: number | null;
  readonly choose: (ms: number | null) => void;
  readonly start: number;
  readonly end: number;
  /** What it says while nothing is chosen. */
  readonly absent: string;
}

const iso = (ms: number): string => new Date(ms).toISOString();

interface ExactTimeProps extends Pick<TimeSliderProps, 'value' | 'start' | 'end'> {
  readonly type: (ms: number) => void;
  readonly settle: () => void;
}

/** A time to the minute; it counts once the field is left or Enter is pressed. */
const ExactTime = ({ value, start, end, type, settle }: ExactTimeProps): ReactNode => (
  <input
    type="datetime-local"
    defaultValue={value === null ? '' : toInputTime(value)}
    min={toInputTime(start)}
    max={toInputTime(end)}
    onChange={event => {
      const typed = fromInputTime(event.target.value);
      if (typed !== null && typed >= start && typed <= end) type(typed);
    }}
    onBlur={settle}
    onKeyDown={({ key }) => {
      if (key === 'Enter') settle();
    }}
  />
);

/** A moment by slider, to the hour, or to the minute by its field; at the right end: the present. */
const TimeSlider = ({ label, hint, value, choose, start, end, absent }: TimeSliderProps): ReactNode => {
  const [dragged, setDragged] = useState<number | null>(null);
  const at = dragged ?? value ?? end;
  const settle = (ms: number): void => {
    setDragged(null);
    choose(ms >= end - hourMs ? null : ms);
  };
  return (
    <div className="time-slider">
      <Slider minValue={start} maxValue={end} step={hourMs} value={at} onChange={next => { setDragged(next); }} onChangeEnd={settle}>
        <Label>{label}</Label>
        <SliderOutput>{value === null && dragged === null ? absent : localTime(iso(at))}</SliderOutput>
        <SliderTrack>
          <SliderThumb />
        </SliderTrack>
      </Slider>
      <label className="time-exact">
        <span className="unseen">{label}, exactly</span>
        <ExactTime key={value ?? 'now'} value={value} start={start} end={end} type={setDragged} settle={() => { if (dragged !== null) settle(dragged); }} />
      </label>
      <p className="faint">{hint}</p>
    </div>
  );
};

/** Goes back in the pump's time and in what had been received. */
export const TravelPanel = ({ moment, travel, start, end }: TravelProps): ReactNode => (
  <section className="sheet travel" aria-label="Time travel">
    <TimeSlider label="As of" absent={moment.knownAt === null ? 'now' : 'the same time'} hint="The pump as it was at that time, with all that is known today." start={start} end={end} value={moment.asOf} choose={asOf => { travel({ ...moment, asOf }); }} />
    <TimeSlider label="As known at" absent="now" hint="Only what had been received by that time." start={start} end={end} value={moment.knownAt} choose={knownAt => { travel({ ...moment, knownAt }); }} />
  </section>
);

const momentWords = ({ asOf, knownAt }: Moment): string =>
  [...(asOf === null ? [] : [`as of ${localTime(iso(asOf))}`]), ...(knownAt === null ? [] : [`as known at ${localTime(iso(knownAt))}`])].join(', ');

/** Says clearly that the page shows the past. */
export const TravelBanner = ({ moment, back }: { readonly moment: Moment; readonly back: () => void }): ReactNode =>
  isPast(moment) ? (
    <div className="travel-banner" role="status">
      <p>
        <strong>{`This is the past: ${momentWords(moment)}.`}</strong> It shows what was received by then, judged by today’s rules. Nothing can be recorded meanwhile.
        {moment.knownAt === null ? '' : ' Curves may hold readings of that time which came later.'}
      </p>
      <button type="button" onClick={back}>Back to now</button>
    </div>
  ) : null;
