import { timeText, type Occurrence } from './cloud-event.ts';
import { drawPump, type PumpDesign } from './pump-design.ts';
import { PumpJournal } from './pump-journal.ts';
import { between, seededRandom, type Random } from './random.ts';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;

/** How likely each is within an hour of a pump. */
const chance = { restart: 0.0003, stall: 0.0001, bolus: 0.2, denied: 0.02, symptom: 0.001, reprogrammed: 0.0004 };
const weakened = { share: 0.02, fromHour: 90, pulsation: 0.2 };

/** One pump's events, hour by hour, in the order in which they happen; a pure function of seed, number and start. */
export class PumpHistory {
  private readonly random: Random;
  private readonly design: PumpDesign;
  private readonly journal: PumpJournal;
  private readonly weakens: boolean;
  private filledNl = 0;
  private deliveredNl = 0;
  private stalledUntilHour = -1;
  private lowAlarm = false;
  private refillAtHour: number;

  constructor(
    index: number,
    seed: number,
    private readonly startsAt: number,
  ) {
    this.random = seededRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b));
    this.design = drawPump(index, this.random);
    this.journal = new PumpJournal(this.design.id, this.design.clinicId);
    this.refillAtHour = between(this.random, 24, 400);
    this.weakens = this.random() < weakened.share;
  }

  /** The events of the hour that ends with report number `hour`, from 0; to be asked for in turn. */
  hour(hour: number): Occurrence[] {
    const start = this.startsAt + hour * hourMs + this.design.reportMinute * minuteMs;
    if (hour === 0) this.begin(start);
    this.disturb(start + 4 * minuteMs, hour);
    if (hour === this.refillAtHour) this.refill(start + 12 * minuteMs);
    const bolusNl = this.bolus(start + between(this.random, 15, 50) * minuteMs);
    this.report(start + hourMs, hour, bolusNl);
    this.watchLevel(start + hourMs, hour);
    if (this.random() < chance.symptom) {
      const severity = between(this.random, 1, 4);
      this.journal.byPerson('symptom.reported.v1', start + hourMs + 30_000, {
        kind: 'underdose',
        severity,
        by: 'nurse',
      });
    }
    return this.journal.take();
  }

  private begin(at: number): void {
    const { clinicId, id, capacityNl, lowReservoirNl, drug, senses } = this.design;
    const device = {
      clinicId,
      model: 'Cisterna Bench 40',
      serial: `S${id}`,
      reservoirCapacityNl: capacityNl,
      lowReservoirNl,
    };
    this.journal.own('pump.registered.v1', at, {
      ...device,
      drugs: [drug],
      reportIntervalSeconds: 3_600,
      sensors: senses,
    });
    this.programme(at + minuteMs);
    this.fill(at + 2 * minuteMs, 0, between(this.random, 3_000_000, 18_000_000));
  }

  private programme(at: number): void {
    const { segments, patientBolus } = this.design;
    const mode = segments.length > 1 ? 'flex' : 'continuous';
    this.journal.own('therapy.programmed.v1', at, { mode, segments, patientBolus, by: 'clinician' });
  }

  private disturb(at: number, hour: number): void {
    if (hour === this.stalledUntilHour) {
      this.journal.own('alarm.cleared.v1', at, { alarm: 'motor-stall' });
    } else if (this.random() < chance.stall && hour > this.stalledUntilHour) {
      this.stalledUntilHour = hour + between(this.random, 1, 3);
      this.journal.own('alarm.raised.v1', at, { alarm: 'motor-stall' });
    }
    if (this.random() < chance.restart) this.journal.restart(at + minuteMs, 'watchdog');
    if (this.random() < chance.reprogrammed) this.programme(at + 2 * minuteMs);
  }

  /** What is drawn out shows the true delivery, give or take a measuring error; the pump's own account does not. */
  private refill(at: number): void {
    const trueNl = this.filledNl - this.deliveredNl * this.design.trueRatio + between(this.random, -150_000, 150_000);
    this.fill(at, Math.max(0, Math.round(trueNl)), this.design.capacityNl);
    if (this.lowAlarm) this.journal.own('alarm.cleared.v1', at + minuteMs, { alarm: 'low-reservoir' });
    this.lowAlarm = false;
  }

  private fill(at: number, aspiratedNl: number, filledNl: number): void {
    this.filledNl = filledNl;
    this.deliveredNl = 0;
    this.journal.own('reservoir.refilled.v1', at, { aspiratedNl, filledNl, by: 'nurse' });
  }

  private bolus(at: number): number {
    const { patientBolus } = this.design;
    if (patientBolus === null) return 0;
    const draw = this.random();
    if (draw < chance.denied) this.journal.own('bolus.denied.v1', at, { reason: 'lockout' });
    if (draw < chance.denied || draw > chance.denied + chance.bolus) return 0;
    const { volumeNl } = patientBolus;
    this.journal.own('bolus.delivered.v1', at, { origin: 'patient', kind: 'patient', volumeNl, durationSeconds: 600 });
    return volumeNl;
  }

  private report(at: number, hour: number, bolusNl: number): void {
    const periodStart = at - hourMs;
    const minute = Math.floor((periodStart % (24 * hourMs)) / minuteMs);
    const rateNlPerHour = this.design.segments.findLast(segment => segment.startMinute <= minute)?.rateNlPerHour ?? 0;
    const programmedNl = rateNlPerHour + bolusNl;
    const deliveredNl = hour < this.stalledUntilHour ? 0 : Math.round(programmedNl * (0.995 + this.random() * 0.01));
    this.deliveredNl += deliveredNl;
    this.journal.own('delivery.reported.v1', at, {
      periodStart: timeText(periodStart),
      periodSeconds: 3_600,
      programmedNl,
      deliveredNl,
      reservoirSensedNl: this.design.senses.reservoir ? this.levelNl() + between(this.random, 0, 200_000) : null,
      catheterPressure: this.design.senses.catheterPressure ? this.pressure(hour) : null,
      batteryMillivolts: 2_900 - Math.floor(hour / 24),
    });
  }

  private pressure(hour: number): object {
    const pulsation = this.design.pulsationPa * (this.weakens && hour >= weakened.fromHour ? weakened.pulsation : 1);
    return {
      meanPa: this.design.meanPa + between(this.random, -60, 60),
      pulsationPa: Math.round(pulsation * (0.9 + this.random() * 0.2)),
    };
  }

  private watchLevel(at: number, hour: number): void {
    if (this.lowAlarm || this.levelNl() > this.design.lowReservoirNl) return;
    this.lowAlarm = true;
    this.refillAtHour = hour + between(this.random, 6, 30);
    this.journal.own('alarm.raised.v1', at, { alarm: 'low-reservoir' });
  }

  private levelNl(): number {
    return Math.max(0, this.filledNl - this.deliveredNl);
  }
}
