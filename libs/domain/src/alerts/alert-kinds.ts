import type { AlertKind, AlertPriority, DeviceAlarm, DrugCode } from '@cisterna/contract';

export type Priority = AlertPriority;

export type { AlertKind };

export interface AlertRule {
  readonly priority: Priority | 'by-drug' | 'by-opioid' | 'by-severity' | 'by-date';
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
  'drug-expiry': {
    priority: 'by-date',
    latched: false,
    title: 'Drug expires',
    recommendedAction: 'Exchange the drug before the date given.',
    reason: 'A drug past its stability date loses strength slowly: a week to plan, then prompt, not immediate action.',
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
  'no-recovery-after-mri': {
    priority: 'medium',
    latched: true,
    title: 'No delivery shown after an MRI',
    recommendedAction: 'Interrogate the pump now; where the motor stands still, prepare for withdrawal.',
    reason: 'The motor stalls in the magnet and should start again within the hour, at times only after 2–24 h: medium at once, high 2 h later.',
  },
  'pump-stopped': {
    priority: 'by-drug',
    latched: false,
    title: 'Pump stopped',
    recommendedAction: 'Confirm that the stop is intended; else programme the therapy again and watch for withdrawal.',
    reason: 'A stopped pump gives no drug; the label makes 48 h of it a critical alarm. How dangerous it is depends on the drug.',
  },
  'over-delivery': {
    priority: 'by-opioid',
    latched: true,
    title: 'Delivery above the programme',
    recommendedAction: 'See the patient for signs of overdose; measure the reservoir; the low-reservoir date may come early.',
    reason: 'Too much opioid can stop the breath within hours; other drugs leave time for a prompt answer.',
  },
  'under-delivery': {
    priority: 'by-drug',
    latched: true,
    title: 'Delivery under the programme',
    recommendedAction: 'Interrogate the pump, look for stalls, check the catheter, and watch for withdrawal.',
    reason: 'Too little drug leads to withdrawal; how dangerous it is depends on the drug.',
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
  'pump-silent': {
    priority: 'medium',
    latched: false,
    title: 'Pump silent',
    recommendedAction: 'Call the patient; check the gateway and its connection, then the pump.',
    reason: 'Nothing is known of a pump that is not heard: loss of data is never health, and mostly the gateway is at fault.',
  },
  'data-gap': {
    priority: 'low',
    latched: false,
    title: 'Events missing',
    recommendedAction: 'Read the pump out again, or have the gateway send what it holds.',
    reason: 'Later events came, so the pump is alive; the account of what it delivered stays incomplete.',
  },
  'clock-skew': {
    priority: 'low',
    latched: false,
    title: 'Pump clock wrong',
    recommendedAction: 'Set the pump’s clock at the next visit; times of its events are off by as much.',
    reason: 'A wrong clock shifts programmes by the time of day and misdates events, without immediate harm.',
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

const opioids: ReadonlySet<DrugCode> = new Set(['morphine', 'hydromorphone', 'fentanyl', 'sufentanil']);

/** Opioids and what is not known (`other`, no drug) high, else medium. */
export const priorityByOpioid = (drugs: readonly { readonly code: DrugCode }[]): Priority =>
  drugs.length === 0 || drugs.some(({ code }) => code === 'other' || opioids.has(code)) ? 'high' : 'medium';

/** Device alarms that become a `device-fault`, by severity. */
export const faultPriority: Readonly<Partial<Record<DeviceAlarm, Priority>>> = {
  'critical-memory-error': 'high',
  'low-battery-reset': 'high',
  'over-pressure': 'medium',
  'memory-error': 'low',
};

const rank: Readonly<Record<Priority, number>> = { low: 1, medium: 2, high: 3 };

export const isHigher = (a: Priority, b: Priority): boolean => rank[a] > rank[b];
