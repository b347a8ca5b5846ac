import { chanceOf, type Chance } from './chance.ts';
import { arrivingOn, drawFault, drawPatient, type ImaginedFault, type ImaginedPatient } from './imagined-patient.ts';
import { Journal, type Happening } from './journal.ts';

const { ceil, exp, floor, max, min, round } = Math;
const DAY = 86_400_000;
const STEPS = 4;
const STEP = DAY / STEPS;
/** Where all imagined histories begin, a midnight. */
export const BEGIN = Date.UTC(2026, 0, 1);

export interface ImaginedHistory {
  readonly patient: ImaginedPatient;
  readonly fault: ImaginedFault | null;
  /** When half of the effect was gone for the first time after the fault began; null if ever. */
  readonly lostAt: number | null;
  readonly happenings: readonly Happening[];
}

export interface HistoryPlan {
  readonly seed: number;
  readonly days: number;
  /** Share of patients with a fault. */
  readonly faults: number;
  /** How much noisier than usual the sound days are; 1 unless given. */
  readonly trouble?: number;
}

/** One patient's days: the effect that follows the drug, what the patient does about it, and what the clinic answers. */
class Life {
  readonly journal = new Journal();
  lostAt: number | null = null;
  private effect = 1;
  private dose = 1;
  private need = 1;
  private mood = 0;
  private badUntil = -1;
  private lockedUntil = 0;
  private complaints = 0;
  private raiseAt: number | null = null;
  private raises = 0;

  constructor(
    private readonly chance: Chance,
    readonly patient: ImaginedPatient,
    readonly fault: ImaginedFault | null,
  ) {
    this.programme(BEGIN);
  }

  live(days: number): void {
    const rise = this.chance.between(50, 80);
    for (let day = 0; day < days; day++) {
      this.turn(day);
      const gap = this.chance.happens(0.002);
      for (let step = 0; step < STEPS; step++) this.spend(day + step / STEPS, this.rateOf(day), gap);
      if (day % round(rise) === round(rise) - 1) this.refill(BEGIN + (day + 1) * DAY);
    }
  }

  private programme(at: number): void {
    const { boluses, lockoutHours, maxPerDay } = this.patient;
    const bolus = boluses ? { lockoutHours, maxPerDay } : null;
    this.journal.programme(at, { rateNlPerHour: 10_000 * this.dose, bolus });
  }

  /** A new day: mood wanders, a bad week may begin, the clinic may change the dose. */
  private turn(day: number): void {
    const { chance, patient } = this;
    this.mood = this.mood * 0.97 + patient.wander * 0.24 * chance.normal();
    if (chance.happens(patient.badWeeksPerYear / 365)) this.badUntil = day + chance.between(2, 8);
    this.complaints *= 0.9;
    const planned = chance.happens(2 / 365);
    if (planned) this.change(BEGIN + (day + 0.4) * DAY, chance.between(0.85, 1.2), true);
    if (this.raiseAt !== null && day >= this.raiseAt) {
      this.raiseAt = null;
      this.raises += 1;
      this.change(BEGIN + (day + 0.5) * DAY, chance.between(1.08, 1.25), false);
    }
  }

  private change(at: number, factor: number, fits: boolean): void {
    this.dose *= factor;
    if (fits) this.need *= factor ** 0.7;
    this.programme(at);
  }

  private rateOf(day: number): number {
    const { chance, patient } = this;
    if (!patient.boluses) return 0;
    const week = day % 7 >= 5 ? patient.weekend : 1;
    const bad = day < this.badUntil ? 1.9 : 1;
    return patient.asksPerDay * week * bad * exp(this.mood) * chance.gamma(patient.evenness);
  }

  /** Six hours of it. */
  private spend(day: number, rate: number, gap: boolean): void {
    const { chance, patient, fault } = this;
    const supply = (arrivingOn(fault, day) * this.dose) / this.need;
    this.effect = supply + (this.effect - supply) * exp(-24 / STEPS / patient.effectHours);
    const from = BEGIN + day * DAY;
    if (fault !== null && day > fault.day && this.effect < 0.5) this.lostAt ??= from;
    const urge = 1 + patient.urgency * min(1, max(0, (0.85 - this.effect) / 0.6));
    const presses = chance.poisson((rate * urge) / STEPS);
    for (let i = 0; i < presses; i++) this.press(from + (STEP * (i + chance.uniform())) / presses);
    this.speak(from + STEP * 0.99, day);
    if (!gap) this.journal.report(from + STEP - 1000, 24 / STEPS);
  }

  private press(at: number): void {
    const denied = at < this.lockedUntil;
    if (!denied) this.lockedUntil = at + this.patient.lockoutHours * 3_600_000;
    this.journal.press(at, !denied);
  }

  /** What is felt is said now and then; and now and then something is said without a cause. */
  private speak(at: number, day: number): void {
    const { chance, patient } = this;
    const lack = max(0, 1 - this.effect);
    const felt = lack > 0.3 ? patient.candour * min(1, lack / 0.8) : 0;
    const idle = (patient.complaintsPerYear / 365) * (day < this.badUntil ? 8 : 1);
    if (chance.happens(felt / STEPS)) this.complain(at, day, lack > 0.6 ? 0.6 : 0.1, 1 + 7 * lack);
    else if (chance.happens(idle / STEPS)) this.complain(at, day, patient.withdrawalShare, chance.between(1, 6));
    else if (lack < 0.3 && chance.happens(patient.allClearsPerYear / 365 / STEPS))
      this.journal.tell('symptom.reported.v1', at, { kind: 'none', severity: 0 });
  }

  private complain(at: number, day: number, withdrawal: number, gravity: number): void {
    const { chance } = this;
    const kind = chance.happens(withdrawal) ? 'withdrawal' : 'underdose';
    const severity = min(10, max(1, round(gravity + 1.3 * chance.normal())));
    this.journal.tell('symptom.reported.v1', at, { kind, severity });
    this.complaints += 1;
    const answered = this.complaints > 1.5 && this.raises < 3 && chance.happens(0.5);
    if (answered) this.raiseAt ??= ceil(day + chance.between(1, 6));
  }

  /** What is found left over: seldom too much, but for an occlusion that holds the pump back. */
  private refill(at: number): void {
    const { chance, fault } = this;
    const held = fault !== null && fault.shows && floor((at - BEGIN) / DAY) > fault.day + 5;
    const discrepancyNl = held ? 3_000_000 : chance.happens(0.01) ? 2_300_000 : round(500_000 * chance.normal());
    this.journal.refill(at, discrepancyNl);
  }
}

/** Tells the history of one imagined patient. */
export const imagineHistory = ({ seed, days, faults, trouble = 1 }: HistoryPlan): ImaginedHistory => {
  const chance = chanceOf(seed);
  const patient = drawPatient(chance, trouble);
  const fault = chance.happens(faults) ? drawFault(chance, 15, days - 25) : null;
  const life = new Life(chance, patient, fault);
  life.live(days);
  return { patient, fault, lostAt: life.lostAt, happenings: life.journal.happenings };
};
