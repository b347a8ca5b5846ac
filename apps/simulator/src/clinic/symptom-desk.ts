import { reportSymptom, type Symptom } from '../patient/symptoms.ts';
import type { PumpWorld } from '../pump/pump-world.ts';
import type { RandomStream } from '../random/random-stream.ts';
import { dayMs, hourMs } from '../time/periods.ts';
import { handInDelayMs, type Clinic } from './clinic.ts';
import type { Examination } from './examination.ts';
import type { Therapy } from './therapy.ts';

const lookEveryMs = 6 * hourMs;
/** From one look to the next a report weighs less: half after five days. */
const forgotten = 0.966;
/** After so many higher doses without effect nobody tries another. */
const mostEscalations = 3;

/** Where patients' complaints are written down, and answered with a changed dose or an examination. */
export class SymptomDesk {
  /** Reports of the last week or so. */
  private lately = 0;
  private escalations = 0;
  private answerPending = false;

  constructor(
    private readonly world: PumpWorld,
    private readonly parts: { readonly clinic: Clinic; readonly therapy: Therapy; readonly examination: Examination },
    private readonly stream: RandomStream,
  ) {}

  /** Begins to look at the patient four times a day. */
  open(): void {
    this.world.later(lookEveryMs, () => {
      const symptom = reportSymptom(this.stream, this.world.patient, lookEveryMs, this.lately);
      this.lately *= forgotten;
      if (symptom !== null) this.take(symptom);
      this.open();
    });
  }

  private take(symptom: Symptom): void {
    const { world, stream } = this;
    if (symptom.kind !== 'none') this.lately += 1;
    const by = stream.chance(0.5) ? 'patient' : 'nurse';
    const entryOf = world.journal.person(world.now, 'symptom.reported.v1', { ...symptom, by }, handInDelayMs(stream));
    if (stream.chance(0.02))
      world.later(stream.between(1, 40) * hourMs, () => {
        this.takeBack(entryOf);
      });
    else this.answer(symptom);
  }

  /** The report belonged to somebody else. */
  private takeBack({
    boot,
    seq,
    entry,
  }: {
    readonly boot: number;
    readonly seq: number;
    readonly entry: number;
  }): void {
    const data = { entryOf: { boot, seq, entry }, reason: 'recorded for another patient', by: 'nurse' };
    this.world.journal.person(this.world.now, 'record.voided.v1', data, handInDelayMs(this.stream));
  }

  private answer({ kind, severity }: Symptom): void {
    if (kind === 'none' || severity < 3) return;
    const tooLittle = kind !== 'overdose';
    if (tooLittle && severity >= 4) this.askForExamination();
    if (this.triesAnother(tooLittle) && this.stream.chance(0.35)) this.planDose(tooLittle);
  }

  private askForExamination(): void {
    if (this.world.plan.interventions) this.parts.examination.request();
  }

  private planDose(tooLittle: boolean): void {
    const { world, stream } = this;
    this.answerPending = true;
    const factor = tooLittle ? stream.between(1.08, 1.25) : stream.between(0.75, 0.92);
    world.later(stream.between(0.5, 6) * dayMs, () => {
      this.changeDose(factor);
    });
  }

  private triesAnother(tooLittle: boolean): boolean {
    return !this.answerPending && !(tooLittle && this.escalations >= mostEscalations);
  }

  private changeDose(factor: number): void {
    this.answerPending = false;
    if (factor > 1) this.escalations += 1;
    this.parts.clinic.changeDose(() => {
      this.parts.therapy.compensate(factor);
    });
  }
}
