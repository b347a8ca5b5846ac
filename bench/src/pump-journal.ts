import type { Occurrence } from './cloud-event.ts';

/** Numbers a pump's events as the pump does, and a person's records as the service does. */
export class PumpJournal {
  private boot = 1;
  private seq = 0;
  private entry = 0;
  private noted: Occurrence[] = [];

  constructor(
    private readonly pumpId: string,
    private readonly clinicId: string,
  ) {}

  /** The pump's own event: the next seq. */
  own(type: string, at: number, data: object): void {
    this.seq += 1;
    this.entry = 0;
    this.note(type, at, data);
  }

  /** A person's record about the pump: the next entry behind the pump's newest event. */
  byPerson(type: string, at: number, data: object): void {
    this.entry += 1;
    this.note(type, at, data);
  }

  /** A new boot, which names the end of the former. */
  restart(at: number, reason: string): void {
    const former = { previousBoot: this.boot, previousLastSeq: this.seq };
    this.boot += 1;
    this.seq = 0;
    this.own('pump.booted.v1', at, { ...former, reason });
  }

  /** The events noted since the last call. */
  take(): Occurrence[] {
    const taken = this.noted;
    this.noted = [];
    return taken;
  }

  private note(type: string, at: number, data: object): void {
    const { pumpId, clinicId, boot, seq, entry } = this;
    this.noted.push({ type, pumpId, boot, seq, entry, clinicId, at, data });
  }
}
