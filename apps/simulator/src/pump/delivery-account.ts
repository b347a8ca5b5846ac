/** What the pump says of one period, in whole nanolitres. */
export interface PeriodAccount {
  readonly programmedNl: number;
  readonly deliveredNl: number;
}

/**
 * The pump's own account: it counts strokes of a nominal volume and knows nothing of what they really expelled. Programmed and
 * counted volumes are kept as running sums, so that rounding never accumulates.
 */
export class DeliveryAccount {
  private programmedNl = 0;
  private countedNl = 0;
  private reportedProgrammedNl = 0;
  private reportedStrokes = 0;
  private reservoirNl: number | null = null;

  constructor(private readonly strokeNl: number) {}

  /** Volume that the programme asked for; `counted` tells whether the pump believes that its motor turned. */
  ask(volumeNl: number, counted: boolean): void {
    this.programmedNl += volumeNl;
    if (counted) this.countedNl += volumeNl;
  }

  /** Closes the period: what was programmed and counted since the former report. */
  report(): PeriodAccount {
    const programmedTotal = Math.round(this.programmedNl);
    const strokes = Math.floor(this.countedNl / this.strokeNl + 1e-6);
    const programmedNl = programmedTotal - this.reportedProgrammedNl;
    const deliveredNl = (strokes - this.reportedStrokes) * this.strokeNl;
    this.reportedProgrammedNl = programmedTotal;
    this.reportedStrokes = strokes;
    if (this.reservoirNl !== null) this.reservoirNl = Math.max(0, this.reservoirNl - deliveredNl);
    return { programmedNl, deliveredNl };
  }

  /** A clinician told the pump how much is in its reservoir. */
  refilled(volumeNl: number): void {
    this.reservoirNl = volumeNl;
  }

  /** What the pump believes to be left after its reports, null before anybody told it. */
  levelNl(): number | null {
    return this.reservoirNl;
  }

  /** Rounds a volume to whole strokes, at least one. */
  inStrokes(volumeNl: number): number {
    return Math.max(1, Math.round(volumeNl / this.strokeNl)) * this.strokeNl;
  }
}
