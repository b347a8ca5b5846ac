/** A line of points in the units of the axes. */
export interface Series {
  readonly name: string;
  readonly colour: string;
  readonly points: readonly (readonly [number, number])[];
  /** Dots alone, without the line between them. */
  readonly dotsOnly?: boolean;
}

/** One axis: what it shows, from where to where, and what is written beside which values. */
export interface Axis {
  readonly title: string;
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
  readonly tickText?: (value: number) => string;
}

/** A picture with two axes. */
export interface Chart {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
}

const [width, height] = [640, 400];
const frame = { left: 64, right: 16, top: 40, bottom: 96 };

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const place =
  ({ low, high }: Axis, from: number, to: number) =>
  (value: number): number => {
    const share = (Math.min(high, Math.max(low, value)) - low) / (high - low);
    return Math.round((from + share * (to - from)) * 10) / 10;
  };

const label = (text: string, x: number, y: number, more = ''): string =>
  `<text x="${x}" y="${y}" ${more}>${escaped(text)}</text>`;

const xTicks = ({ ticks, tickText = String }: Axis, at: (value: number) => number): string =>
  ticks
    .map(
      tick =>
        `<path class="grid" d="M${at(tick)} ${frame.top}V${height - frame.bottom}"/>${label(tickText(tick), at(tick), height - frame.bottom + 16, 'text-anchor="middle"')}`,
    )
    .join('');

const yTicks = ({ ticks, tickText = String }: Axis, at: (value: number) => number): string =>
  ticks
    .map(
      tick =>
        `<path class="grid" d="M${frame.left} ${at(tick)}H${width - frame.right}"/>${label(tickText(tick), frame.left - 6, at(tick) + 4, 'text-anchor="end"')}`,
    )
    .join('');

const style = 'text{font:12px sans-serif;fill:#333}.grid{stroke:#ddd;fill:none}.line{fill:none;stroke-width:2}';

/** The chart as a complete SVG document; points outside the axes are drawn at their edge. The same chart gives the same bytes. */
export const svgOf = ({ title, x, y, series }: Chart): string => {
  const [atX, atY] = [place(x, frame.left, width - frame.right), place(y, height - frame.bottom, frame.top)];
  const drawn = series.map(({ colour, points, dotsOnly = false }) => {
    const places = points
      .filter(([a, b]) => Number.isFinite(a) && Number.isFinite(b))
      .map(([a, b]) => [atX(a), atY(b)] as const);
    const line =
      dotsOnly || places.length < 2
        ? ''
        : `<path class="line" stroke="${colour}" d="M${places.map(([a, b]) => `${a} ${b}`).join('L')}"/>`;
    return line + places.map(([a, b]) => `<circle cx="${a}" cy="${b}" r="3" fill="${colour}"/>`).join('');
  });
  const legend = series.map(({ name, colour }, at) => {
    const [left, top] = [frame.left + (at % 3) * 190, height - 36 + 20 * Math.floor(at / 3)];
    return `<rect x="${left}" y="${top - 10}" width="10" height="10" fill="${colour}"/>${label(name, left + 16, top)}`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}"><style>${style}</style><rect width="${width}" height="${height}" fill="#fff"/>`,
    label(title, frame.left, 22, 'font-weight="bold"'),
    xTicks(x, atX),
    yTicks(y, atY),
    label(x.title, (frame.left + width - frame.right) / 2, height - frame.bottom + 36, 'text-anchor="middle"'),
    label(
      y.title,
      16,
      (frame.top + height - frame.bottom) / 2,
      `text-anchor="middle" transform="rotate(-90 16 ${(frame.top + height - frame.bottom) / 2})"`,
    ),
    ...drawn,
    ...legend,
    '</svg>\n',
  ].join('\n');
};
