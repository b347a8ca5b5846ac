import { formatTime } from '@cisterna/contract';
import { dayMs, hourMs, nextOpeningMs, yearMs } from '../time/periods.ts';
import type { PumpWorld } from '../pump/pump-world.ts';
import type { RandomStream } from '../random/random-stream.ts';
import { handInDelayMs, type Clinic, type Handles } from './clinic.ts';

/** Calls `action` again and again, in opening hours, on average every `meanDays`. */
const nowAndThen = (world: PumpWorld, stream: RandomStream, meanDays: number, action: () => void): void => {
  const dueAt = nextOpeningMs(world.now + (0.5 + stream.exponential(meanDays)) * dayMs);
  world.later(dueAt - world.now, () => {
    action();
    nowAndThen(world, stream, meanDays, action);
  });
};

/** Visits between refills that change the dose by some percent, twice or three times a year (unconfirmed default). */
export const adjustDoses = (handles: Handles, clinic: Clinic): void => {
  const stream = handles.world.stream('doses');
  nowAndThen(handles.world, stream, 150, () => {
    clinic.changeDose(() => {
      handles.therapy.change(Math.min(1.35, Math.max(0.7, stream.logNormal(1.01, 0.12))));
    });
  });
};

/** Once in six years the therapy rests for some days: stopped before a procedure, or at the minimum rate. */
export const restTherapy = (handles: Handles, clinic: Clinic): void => {
  const { world, therapy } = handles;
  const stream = world.stream('rests');
  nowAndThen(handles.world, stream, 6 * 365, () => {
    if (therapy.rests) return;
    const stop = stream.chance(0.5);
    clinic.changeDose(() => {
      therapy.rest(stop ? 'stopped' : 'minimum-rate', 'clinic');
    });
    world.later((stop ? stream.between(0.3, 4) : stream.between(1, 12)) * dayMs, () => {
      if (therapy.rests)
        clinic.changeDose(() => {
          therapy.resume();
        });
    });
  });
};

/** Travels, procedures and notes that explain nothing. */
export const takeNotes = (handles: Handles): void => {
  const { world } = handles;
  const stream = world.stream('notes');
  nowAndThen(handles.world, stream, yearMs / dayMs / 2, () => {
    const kind = stream.pick<'travel' | 'procedure' | 'note'>(['travel', 'procedure', 'note']);
    const endsAt = Math.floor((world.now + stream.between(0.1, 12) * dayMs) / hourMs) * hourMs;
    const data = { kind, startsAt: formatTime(Math.floor(world.now / hourMs) * hourMs), endsAt: formatTime(endsAt) };
    world.journal.person(world.now, 'annotation.recorded.v1', data, handInDelayMs(stream));
  });
};
