/** What happened at a pump, before it is written as a CloudEvent. */
export interface Occurrence {
  readonly type: string;
  readonly pumpId: string;
  readonly boot: number;
  readonly seq: number;
  /** 0 for the pump's own; from 1 for what a person at `clinicId` recorded. */
  readonly entry: number;
  readonly clinicId: string;
  /** Epoch milliseconds, whole seconds. */
  readonly at: number;
  readonly data: object;
}

export const timeText = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

/** The structured JSON text of section 1 of the contract. */
export const encodeOccurrence = ({ type, pumpId, boot, seq, entry, clinicId, at, data }: Occurrence): string =>
  JSON.stringify({
    specversion: '1.0',
    id: entry === 0 ? `${pumpId}:${boot}:${seq}` : `${pumpId}:${boot}:${seq}+${entry}`,
    source: entry === 0 ? `/pumps/${pumpId}` : `/clinics/${clinicId}`,
    subject: pumpId,
    type,
    time: timeText(at),
    datacontenttype: 'application/json',
    boot,
    seq,
    ...(entry === 0 ? {} : { entry }),
    data,
  });
