import { formatTime } from '@cisterna/contract';
import { adjustDoses, restTherapy, takeNotes } from '../clinic/appointments.ts';
import { Clinic, type Handles } from '../clinic/clinic.ts';
import { Examination } from '../clinic/examination.ts';
import { scanNowAndThen } from '../clinic/mri.ts';
import { SymptomDesk } from '../clinic/symptom-desk.ts';
import { Therapy } from '../clinic/therapy.ts';
import { letFaultsCome } from '../faults/fault-process.ts';
import type { FleetPlan } from '../fleet/fleet-plan.ts';
import { dayMs } from '../time/periods.ts';
import { LowDateWatch } from '../truth/low-date.ts';
import { BolusButton } from './bolus-button.ts';
import { install } from './installation.ts';
import { PeriodReports } from './period-reports.ts';
import { drawTraits } from './pump-traits.ts';
import { PumpWorld, type PumpOutputs } from './pump-world.ts';
import { restartNowAndThen } from './restarts.ts';

/** One pump's life, one happening after the other: reports, boluses, and everything that was set as a timer. */
export class PumpSimulation {
  private readonly world: PumpWorld;
  private readonly handles: Handles;

  constructor(plan: FleetPlan, index: number, outputs: PumpOutputs) {
    const world = new PumpWorld(plan, index, drawTraits(plan, index), outputs);
    this.world = world;
    const therapy = new Therapy(world);
    install(world, therapy);
    const reports = new PeriodReports(world);
    const button = new BolusButton(world, world.stream('bolus'));
    const watch = new LowDateWatch(
      { pumpId: world.traits.pumpId, lowReservoirNl: world.traits.model.lowReservoirNl },
      outputs.tell,
      { at: world.now, volumeNl: world.reservoir.volumeNl },
    );
    this.handles = { world, reports, button, therapy, watch };
    this.startLife(new Clinic(this.handles, world.stream('clinic')));
  }

  /** True time of the next happening; Infinity once the pump has been taken out. */
  get nextAt(): number {
    if (this.world.explanted) return Infinity;
    return Math.min(this.handles.reports.nextAt, this.handles.button.nextAt, this.world.timers.nextAt);
  }

  /** Lets time pass to the next happening and lets it happen; a report comes before what falls into its very end. */
  step(): void {
    const { world, handles } = this;
    const { reports, button } = handles;
    const at = this.nextAt;
    world.advance(at);
    if (at === reports.nextAt) {
      reports.close();
      handles.watch.look(at, world.reservoir.volumeNl);
    } else if (at === button.nextAt) button.happen();
    else world.timers.runNext();
  }

  /** The run ends at `at`: time passes up to there, and the truth about what goes on is told. */
  close(at: number): void {
    const { world, handles } = this;
    if (world.explanted) return;
    world.advance(at);
    handles.watch.close(handles.therapy.outlook(), 'end');
    world.faults.endAll(null);
  }

  private startLife(clinic: Clinic): void {
    const { world, handles } = this;
    const { therapy } = handles;
    const examination = new Examination(world, clinic, world.stream('examination'));
    clinic.book();
    adjustDoses(handles, clinic);
    restTherapy(handles, clinic);
    takeNotes(handles);
    scanNowAndThen(world, clinic);
    restartNowAndThen(world, handles.reports);
    new SymptomDesk(world, { clinic, therapy, examination }, world.stream('symptoms')).open();
    letFaultsCome({ handles, clinic });
    this.endDay(clinic);
  }

  private endDay(clinic: Clinic): void {
    const { world } = this;
    world.later(dayMs - (world.now % dayMs), () => {
      this.tellLevel();
      clinic.lookAtAlarms();
      this.endDay(clinic);
    });
  }

  private tellLevel(): void {
    const { reservoir, account, patient, outputs, traits, now } = this.world;
    outputs.tell({
      kind: 'level',
      pumpId: traits.pumpId,
      at: formatTime(Math.round(now)),
      volumeNl: Math.round(reservoir.volumeNl),
      accountNl: account.levelNl(),
      expelledNl: Math.round(reservoir.expelledNl),
      effect: Math.round(patient.effect * 1000) / 1000,
    });
  }
}
