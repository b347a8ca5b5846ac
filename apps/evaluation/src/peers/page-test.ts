/** Cumulated evidence below which nothing is suspected: in theory one false alarm in e¹² reports, 18 years of hourly ones (Lorden 1971). */
export const hourlyLimit = 12;
/** What a sound life reached must be passed by this factor. */
const margin = 1.1;
/** Evidence beyond this multiple of the limit is not kept, so that an end is noticed. */
const most = 1.5;
/** A suspicion lasts while this share of the limit is left. */
const lasting = 0.25;

/**
 * Page's cumulated sums of several alternatives side by side. It first hears a whole sound life and sets each limit above what chance alone
 * reached in it: an unfair advantage, which is what makes it a limit for detectors that must learn as they go.
 */
export class PageTest {
  private readonly sums: number[];
  private readonly limits: number[];
  private hearsSoundLife = true;

  constructor(
    private readonly alternatives: number,
    private readonly leastLimit = hourlyLimit,
  ) {
    this.sums = Array.from({ length: alternatives }, () => 0);
    this.limits = Array.from({ length: alternatives }, () => leastLimit);
  }

  /** Adds one alternative's evidence. */
  add(alternative: number, evidence: number): void {
    const limit = this.limits[alternative] ?? this.leastLimit;
    const sum = Math.max(0, (this.sums[alternative] ?? 0) + evidence);
    this.sums[alternative] = this.hearsSoundLife ? sum : Math.min(most * limit, sum);
    if (this.hearsSoundLife) this.limits[alternative] = Math.max(limit, margin * sum);
  }

  /** Whether any alternative's evidence suffices; less does where there is a suspicion already. */
  suspects(already: boolean): boolean {
    return this.sums.some((sum, at) => sum >= (this.limits[at] ?? this.leastLimit) * (already ? lasting : 1));
  }

  /** The sound life is over: from here on limits stay. */
  begin(): void {
    this.hearsSoundLife = false;
    this.clear();
  }

  clear(): void {
    for (let at = 0; at < this.alternatives; at += 1) this.sums[at] = 0;
  }
}
