/** Wakes who waits for something new in a partition. */
export class AlarmClock {
  private readonly rings = new Map<number, number>();
  private readonly sleepers = new Map<number, () => void>();

  /** Something may be new in this partition. */
  ring(partition: number): void {
    this.rings.set(partition, this.count(partition) + 1);
    this.sleepers.get(partition)?.();
  }

  /** How often it rang for this partition: to be asked for before looking, and given to `sleep`. */
  count(partition: number): number {
    return this.rings.get(partition) ?? 0;
  }

  /** Resolves at the next ring, at once if it rang since `heard`, or after `mostMs`. One sleeper per partition. */
  sleep(partition: number, heard: number, mostMs: number): Promise<void> {
    if (this.count(partition) !== heard) return Promise.resolve();
    return new Promise(resolve => {
      const wake = (): void => {
        clearTimeout(timer);
        this.sleepers.delete(partition);
        resolve();
      };
      const timer = setTimeout(wake, mostMs);
      this.sleepers.set(partition, wake);
    });
  }
}
