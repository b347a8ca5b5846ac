import { emptyScoreboard } from '../score/scoreboard.ts';
import { picturesOf } from './pictures.ts';

describe('the pictures of a fleet', () => {
  const pictures = picturesOf(emptyScoreboard());

  it('are five, each under a name of its own', () => {
    expect(pictures.map(({ name }) => name)).toEqual(['roc-sensor', 'roc-blind', 'delay', 'calibration', 'coverage']);
  });

  it('are whole SVG texts', () => {
    for (const { svg } of pictures) {
      expect(svg.startsWith('<svg')).toBe(true);
      expect(svg.trimEnd().endsWith('</svg>')).toBe(true);
    }
  });
});
