/** What the form holds, as it is typed. */
export interface MaintenanceFields {
  readonly clinicId: string;
  /** Empty: all pumps of the clinic. */
  readonly pumpId: string;
  readonly hours: string;
  readonly reason: string;
  /** Empty where a key says who acts. */
  readonly by: string;
}

export const emptyFields: MaintenanceFields = { clinicId: '', pumpId: '', hours: '1', reason: '', by: '' };

const hourMs = 3_600_000;

/** The body of the call that begins maintenance at `now`, by the service's clock (Unix time, ms). */
export const bodyOf = ({ clinicId, pumpId, hours, reason, by }: MaintenanceFields, now: number): object => ({
  clinicId: clinicId.trim(),
  ...(pumpId.trim() === '' ? {} : { pumpId: pumpId.trim() }),
  endsAt: new Date(now + Number(hours) * hourMs).toISOString(),
  reason: reason.trim(),
  ...(by.trim() === '' ? {} : { by: by.trim() }),
});
