import { svgOf, type Chart } from './chart.ts';

const chart = (over: Partial<Chart> = {}): Chart => ({
  title: 'Found & false',
  x: { title: 'x', low: 0, high: 10, ticks: [0, 5, 10] },
  y: { title: 'y', low: 0, high: 1, ticks: [0, 1], tickText: value => `${100 * value} %` },
  series: [
    {
      name: 'one',
      colour: '#123456',
      points: [
        [0, 0],
        [10, 1],
      ],
    },
  ],
  ...over,
});

describe('a chart', () => {
  it('draws its points inside the frame, low ones at the bottom', () => {
    expect(svgOf(chart())).toContain('<path class="line" stroke="#123456" d="M64 304L624 40"/>');
  });

  it('writes titles and ticks, with nothing that SVG can’t hold', () => {
    const svg = svgOf(chart());
    expect(svg).toContain('Found &amp; false');
    expect(svg).toContain('>100 %</text>');
    expect(svg.startsWith('<svg xmlns')).toBe(true);
  });

  it('keeps what lies outside at the edge and leaves out what is no number', () => {
    const svg = svgOf(
      chart({
        series: [
          {
            name: 'one',
            colour: 'red',
            dotsOnly: true,
            points: [
              [20, 2],
              [NaN, 0.5],
            ],
          },
        ],
      }),
    );
    expect(svg.match(/<circle/g)).toHaveLength(1);
    expect(svg).toContain('cx="624" cy="40"');
    expect(svg).not.toContain('class="line"');
  });
});
