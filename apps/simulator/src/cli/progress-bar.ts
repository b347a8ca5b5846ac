/** Where the bar is drawn: a terminal is redrawn in place, anything else gets a line for every tenth. */
export interface ProgressTarget {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const cells = 30;
const redrawMs = 100;

/** Shows how far a run has come, and how fast. */
export class ProgressBar {
  private drawnAt = -Infinity;
  private tenth = 0;
  private readonly startedAt: number;

  constructor(
    private readonly target: ProgressTarget,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.startedAt = now();
  }

  /** `share` of the work, 0 to 1, and how many events are done. */
  show(share: number, events: number): void {
    if (this.target.isTTY === true) this.redraw(share, events);
    else this.tell(share, events);
  }

  private redraw(share: number, events: number): void {
    if (share < 1 && this.now() - this.drawnAt < redrawMs) return;
    this.drawnAt = this.now();
    const full = Math.round(share * cells);
    this.target.write(
      `\r[${'#'.repeat(full)}${'.'.repeat(cells - full)}] ${this.text(share, events)}${share >= 1 ? '\n' : ''}`,
    );
  }

  private tell(share: number, events: number): void {
    const tenth = Math.floor(share * 10);
    if (tenth <= this.tenth) return;
    this.tenth = tenth;
    this.target.write(`${this.text(share, events)}\n`);
  }

  private text(share: number, events: number): string {
    const seconds = Math.max(0.001, (this.now() - this.startedAt) / 1000);
    return `${String(Math.floor(share * 100)).padStart(3)} %  ${events} events  ${Math.round(events / seconds)}/s  ${seconds.toFixed(0)} s`;
  }
}
