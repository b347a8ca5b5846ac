import type { AlertKind as ContractKind, AlertPriority, DeviceAlarm, DrugCode } from '@cisterna/contract';

export type Priority = AlertPriority;

/** The kinds that are decided today. */
export type AlertKind = Exclude<
  ContractKind,
  'drug-expiry' | 'no-recovery-after-mri' | 'pump-stopped' | 'over-delivery' | 'under-delivery' | 'pump-silent' | 'data-gap' | 'clock-skew'
>;

export interface AlertRule {
  readonly priority: Priority | 'by-drug' | 'by-severity' | 'by-date';
  /** Stays for a person to reset after its cause has ended. */
  readonly latched: boolean;
  /** Has no duration: latched from the start. */
  readonly instant?: true;
  readonly title: string;
  readonly recommendedAction: string;
  /** Why this priority; the table is for review, IEC 60601-1-8 allocates none. */
  readonly reason: string;
}

/** One row per kind: what a clinic reviews. Priorities are reasoned, not taken from a standard. */
export const alertRules: Readonly<Record<AlertKind, AlertRule>> = {
  'low-reservoir': {
    priority: 'medium',
    latched: false,
    title: 'Reservoir low',
    recommendedAction: 'Book the refill; confirm the date against the forecast.',
    reason: 'Withdrawal was seen 1–7 days before 2 mL were reached (Neurosurgery 2004;55:390), so a low mark asks for prompt, not immediate action.',
  },
  'empty-reservoir': {
    priority: 'by-drug',
    latched: false,
    title: 'Reservoir empty',
    recommendedAction: 'Contact the patient now, refill, and watch for withdrawal.',
    reason: 'Without drug, withdrawal follows within days; how dangerous it is depends on the drug.',
  },
  'refill-due': {
    priority: 'by-date',
    latched: false,
    title: 'Refill due',
    recommendedAction: 'Book the refill before the date given.',
    reason: 'Refills are booked 3–5 days before the alarm date and a week early where travel is hard; past the date it is urgent.',
  },
  'volume-discrepancy': {
    priority: 'medium',
    latched: true,
    instant: true,
    title: 'Volume discrepancy at refill',
    recommendedAction: 'Check the measurement and the programme; trend with former refills; consider pump, catheter, pocket and diversion.',
    reason: 'More than 2 mL or the labelled 14.5 % asks for evaluation (ASRA 2017), the same day, not at once.',
  },
  'motor-stall': {
    priority: 'by-drug',
    latched: true,
    title: 'Motor stall',
    recommendedAction: 'Contact the patient, interrogate the pump, and prepare for withdrawal.',
    reason: 'A stalled motor delivers nothing; baclofen or clonidine withdrawal can kill.',
  },
  'catheter-suspected': {
    priority: 'medium',
    latched: true,
    title: 'Catheter fault suspected',
    recommendedAction: 'See the patient the same day and do the recommended check.',
    reason: 'A suspicion, not a diagnosis: prompt examination before withdrawal.',
  },
  'device-fault': {
    priority: 'by-severity',
    latched: true,
    title: 'Device fault',
    recommendedAction: 'Interrogate the pump and follow its manual for this alarm.',
    reason: 'Critical memory errors and battery resets can stop delivery; the others warn.',
  },
  'records-rejected': {
    priority: 'medium',
    latched: false,
    title: 'Telemetry rejected',
    recommendedAction: 'See the dead letters of this pump; repair the gateway and send them again.',
    reason: 'What was rejected may have been an alarm: loss of data is never health.',
  },
  'replacement-due': {
    priority: 'low',
    latched: false,
    title: 'Pump replacement due',
    recommendedAction: 'Plan the replacement of the pump.',
    reason: 'At least 90 days remain by the label.',
  },
  'end-of-service': {
    priority: 'by-drug',
    latched: true,
    title: 'Pump at end of service',
    recommendedAction: 'The pump stops delivering: arrange replacement and prepare for withdrawal.',
    reason: 'Delivery ends; as an empty reservoir.',
  },
};

const mediumDrugs: ReadonlySet<DrugCode> = new Set(['ziconotide', 'bupivacaine', 'saline']);

/** Baclofen, clonidine, the opioids and what is not known: high; ziconotide, bupivacaine, saline: medium. The highest of the drugs counts. */
export const priorityByDrug = (drugs: readonly { readonly code: DrugCode }[]): Priority =>
  drugs.length > 0 && drugs.every(({ code }) => mediumDrugs.has(code)) ? 'medium' : 'high';

/** Device alarms that become a `device-fault`, by severity. */
export const faultPriority: Readonly<Partial<Record<DeviceAlarm, Priority>>> = {
  'critical-memory-error': 'high',
  'low-battery-reset': 'high',
  'over-pressure': 'medium',
  'memory-error': 'low',
};

const rank: Readonly<Record<Priority, number>> = { low: 1, medium: 2, high: 3 };

export const isHigher = (a: Priority, b: Priority): boolean => rank[a] > rank[b];
