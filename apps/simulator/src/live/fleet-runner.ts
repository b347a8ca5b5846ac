import type { SimulatedFleet } from './simulated-fleet.ts';

/** Runs a fleet beside other work: started once, stopped once. */
export class FleetRunner {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly fleet: Pick<SimulatedFleet, 'run'>,
    private readonly failed: (error: unknown) => void,
  ) {}

  start(): void {
    this.running = this.fleet.run(this.stopping.signal).catch((error: unknown) => {
      this.failed(error);
    });
  }

  /** Resolves when nothing is being sent any more and the bookmark is written. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }
}
