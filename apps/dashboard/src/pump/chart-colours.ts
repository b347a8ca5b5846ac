import type { Tone } from './chart-model.ts';

/** The page's colours as a canvas can use them. */
export type Palette = Readonly<Record<Tone | 'sheet', string>>;

const names = ['ink', 'faint', 'line', 'accent', 'high', 'medium', 'low', 'fill', 'sheet'] as const;

/** Reads the colours where the element stands: custom properties resolve only on a real property. */
export const paletteOf = (element: HTMLElement): Palette => {
  const probe = document.createElement('span');
  element.append(probe);
  const colours = names.map(name => {
    probe.style.color = `var(--${name})`;
    return [name, getComputedStyle(probe).color];
  });
  probe.remove();
  return Object.fromEntries(colours) as Palette;
};
