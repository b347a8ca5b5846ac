import type { Aligned } from './series-data.ts';
import type { ChartPoint } from './forecast.ts';

/** Which of the page's colours something takes. */
export type Tone = 'ink' | 'faint' | 'line' | 'accent' | 'high' | 'medium' | 'low' | 'fill';

/** The form of a dot, so that no meaning rests on colour alone. */
export type DotForm = 'circle' | 'cross' | 'triangle' | 'diamond';

/** What is drawn beside the curves; times are epoch milliseconds, heights values of the y axis. */
export type Shape =
  | { readonly kind: 'area'; readonly from: number; readonly to: number; readonly tone: Tone; readonly hatched?: boolean; readonly y?: readonly [number, number]; readonly label?: string }
  | { readonly kind: 'line'; readonly at: number; readonly tone: Tone; readonly label?: string; readonly dashed?: boolean; /** On which line the words stand, from 0 on top. */ readonly row?: number }
  | { readonly kind: 'level'; readonly value: number; readonly tone: Tone; readonly label?: string; /** Says its words at the right end. */ readonly atEnd?: boolean }
  | { readonly kind: 'path'; readonly points: readonly ChartPoint[]; readonly tone: Tone; readonly dashed?: boolean }
  | { readonly kind: 'polygon'; readonly points: readonly ChartPoint[]; readonly tone: Tone }
  | { readonly kind: 'dot'; readonly at: number; readonly value: number; readonly tone: Tone; readonly form: DotForm };

/** One curve or row of bars. */
export interface CurveModel {
  readonly label: string;
  readonly tone: Tone;
  readonly style: 'line' | 'dashed' | 'bars' | 'steps';
  /** A value in words, with its unit. */
  readonly say: (value: number) => string;
}

/** Where a y axis has its marks and what they say. */
export interface Marks {
  readonly places: readonly number[];
  readonly words: readonly string[];
}

/** All that a chart shows. */
export interface ChartModel {
  readonly curves: readonly CurveModel[];
  readonly data: Aligned;
  readonly shapes: readonly Shape[];
  /** Fixed limits of the y axis; null: as the data are. */
  readonly range: readonly [number, number] | null;
  /** Marks of the y axis by hand; null: by the library, said by `axis`. */
  readonly marks: Marks | null;
  /** A mark of the y axis in words. */
  readonly axis: (value: number) => string;
}
