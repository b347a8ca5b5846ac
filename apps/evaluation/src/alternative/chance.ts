/** Draws of one activity of one pump, from its name alone (xoshiro128**, seeded by splitmix of an FNV-1a hash). */
export class Chance {
  private readonly state: Uint32Array;
  private spare: number | null = null;

  constructor(name: string) {
    let hash = 2_166_136_261;
    for (const letter of name) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16_777_619);
    this.state = Uint32Array.from({ length: 4 }, () => {
      hash = (hash + 0x9e3779b9) | 0;
      let mixed = Math.imul(hash ^ (hash >>> 16), 0x21f0aaad);
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
      return mixed ^ (mixed >>> 15);
    });
  }

  /** From 0 up to, not including, 1. */
  next(): number {
    const [a = 0, b = 0, c = 0, d = 0] = this.state;
    const rotated = Math.imul(b, 5);
    const result = Math.imul((rotated << 7) | (rotated >>> 25), 9) >>> 0;
    const [first, second] = [d ^ b, c ^ a];
    this.state.set([a ^ first, b ^ second, second ^ (b << 9), (first << 11) | (first >>> 21)]);
    return result / 4_294_967_296;
  }

  from(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  happens(probability: number): boolean {
    return this.next() < probability;
  }

  /** Standard normal, by Marsaglia's polar method. */
  normal(): number {
    if (this.spare !== null) {
      const kept = this.spare;
      this.spare = null;
      return kept;
    }
    for (;;) {
      const [u, v] = [2 * this.next() - 1, 2 * this.next() - 1];
      const square = u * u + v * v;
      if (square === 0 || square >= 1) continue;
      const scale = Math.sqrt((-2 * Math.log(square)) / square);
      this.spare = v * scale;
      return u * scale;
    }
  }

  /** Heavier tails than the normal: mean 0, standard deviation 1. */
  laplace(): number {
    const u = this.next() - 0.5;
    return (-Math.sign(u) * Math.log(1 - 2 * Math.abs(u))) / Math.SQRT2;
  }

  around(median: number, spread: number): number {
    return median * Math.exp(spread * this.normal());
  }

  /** A waiting time with this mean. */
  wait(mean: number): number {
    return -mean * Math.log(1 - this.next());
  }

  /** How often something happens whose mean count is `mean` (a small one). */
  count(mean: number): number {
    const limit = Math.exp(-mean);
    let n = 0;
    for (let product = this.next(); product > limit && n < 1000; product *= this.next()) n += 1;
    return n;
  }

  one<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[Math.floor(this.next() * items.length)] ?? items[0];
  }
}
