import { formatTime, nanolitres, seconds, type EventData } from '@cisterna/contract';
import type { Therapy } from '../clinic/therapy.ts';
import { dayMs } from '../time/periods.ts';
import type { PumpTraits } from './pump-traits.ts';
import type { PumpWorld } from './pump-world.ts';

const registration = (traits: PumpTraits): EventData<'pump.registered.v1'> => ({
  clinicId: traits.clinicId,
  model: traits.model.name,
  serial: traits.serial,
  reservoirCapacityNl: nanolitres(traits.model.capacityNl),
  lowReservoirNl: nanolitres(traits.model.lowReservoirNl),
  drugs: [...traits.solution.drugs],
  reportIntervalSeconds: seconds(traits.reportIntervalSeconds),
  sensors: { reservoir: traits.model.reservoirSensor, catheterPressure: traits.pressureSensor },
  implantedAt: formatTime(traits.implantedAt),
  patientRef: traits.patientRef,
  ...(traits.joined === null ? {} : { historyStartsAt: traits.joined }),
});

const tellPump = (world: PumpWorld): void => {
  const { traits } = world;
  world.outputs.tell({
    kind: 'pump',
    pumpId: traits.pumpId,
    at: formatTime(world.now),
    model: traits.model.name,
    capacityNl: traits.model.capacityNl,
    lowReservoirNl: traits.model.lowReservoirNl,
    pressureSensor: traits.pressureSensor,
    levelSensor: traits.model.reservoirSensor,
    patientBolus: traits.style.bolus !== null,
    levelKnown: traits.levelKnown,
    dailyNl: Math.round(traits.dailyNl),
    flowRatio: traits.flow.ratio,
    flowDriftPerYear: traits.flow.driftPerYear,
    pressure: { meanPa: Math.round(traits.fluid.meanPa), pulsationPa: Math.round(traits.fluid.pulsationPa) },
    compliance: traits.catheter.compliance,
    clock: traits.clock,
  });
};

/**
 * The first moments of a pump's history: a restart where the log has the pump from its very first event, registration, first fill
 * and programme. A pump that joins later says where its history starts; of some the log does not know how full they are.
 */
export const install = (world: PumpWorld, therapy: Therapy): void => {
  const { traits, journal, now } = world;
  if (traits.joined === null)
    journal.own(now, 'pump.booted.v1', { previousBoot: null, previousLastSeq: null, reason: 'initial' });
  journal.own(now, 'pump.registered.v1', registration(traits));
  world.reservoir.fill(traits.firstFillNl);
  world.account.refilled(traits.firstFillNl);
  if (traits.levelKnown) {
    journal.own(now, 'reservoir.refilled.v1', {
      aspiratedNl: nanolitres(0),
      filledNl: nanolitres(traits.firstFillNl),
      drugs: [...traits.solution.drugs],
      drugExpiresAt: formatTime(Math.floor(now / dayMs + traits.solution.stableDays) * dayMs),
    });
  }
  therapy.start();
  tellPump(world);
};
