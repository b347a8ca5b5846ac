import { RandomStream } from './random-stream.ts';

/**
 * Random values that are functions of a place in time, not of how often anybody asked: an additional event in a pump's life changes
 * none of them. `lane` tells values of the same place apart.
 */
export class Noise {
  /** The two ends of the cell that each lane was last asked about; they only save time. */
  private readonly cells = new Map<number, { cell: number; spanMs: number; before: number; after: number }>();
  private readonly key: number;
  private readonly salt: number;

  constructor(name: string) {
    const stream = new RandomStream(name);
    this.key = stream.whole(0, 0xffffffff) | 0;
    this.salt = stream.whole(0, 0xffffffff) | 0;
  }

  /** From 0 up to, not including, 1. */
  uniform(place: number, lane = 0): number {
    let hash = this.key ^ Math.imul(place | 0, 0x9e3779b1);
    hash = Math.imul(hash ^ (hash >>> 16), 0x21f0aaad);
    hash = (hash + this.salt + Math.imul(lane, 0x6c8e9cf5)) | 0;
    hash = Math.imul(hash ^ (hash >>> 15), 0x735a2d97);
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    return ((hash ^ (hash >>> 13)) >>> 0) / 4_294_967_296;
  }

  /** Mean 0, deviation 1. */
  normal(place: number, lane = 0): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform(place, 2 * lane)));
    return radius * Math.cos(2 * Math.PI * this.uniform(place, 2 * lane + 1));
  }

  /** A continuous random function of time with mean 0 and deviation 1 that forgets itself over `spanMs`. */
  smooth(at: number, spanMs: number, lane = 0): number {
    const cell = Math.floor(at / spanMs);
    const share = at / spanMs - cell;
    const rest = 1 - share;
    const { before, after } = this.ends(cell, spanMs, lane);
    return (rest * before + share * after) / Math.sqrt(rest * rest + share * share);
  }

  private ends(cell: number, spanMs: number, lane: number): { readonly before: number; readonly after: number } {
    const known = this.cells.get(lane);
    if (known?.cell === cell && known.spanMs === spanMs) return known;
    const ends = { cell, spanMs, before: this.normal(cell, lane), after: this.normal(cell + 1, lane) };
    this.cells.set(lane, ends);
    return ends;
  }
}
