import { formatTime } from '@cisterna/contract';
import type { PumpWorld } from '../pump/pump-world.ts';
import type { RandomStream } from '../random/random-stream.ts';
import { dayMs, hourMs, minuteMs, nextOpeningMs, yearMs } from '../time/periods.ts';
import { handInDelayMs, type Clinic } from './clinic.ts';

/** How the motor gets going after a scan: within minutes, after hours, or only when somebody looks after it. */
type Resumption = 'soon' | 'late' | 'visit';

interface Scan {
  readonly world: PumpWorld;
  readonly clinic: Clinic;
  readonly stream: RandomStream;
  readonly resumption: Resumption;
  /** Called when the motor turns again. */
  readonly resumed: () => void;
}

const resumeAfterMs = ({ stream, resumption }: Scan): number => {
  if (resumption === 'soon') return stream.between(0.5, 20) * minuteMs;
  return resumption === 'late' ? stream.between(2, 24) * hourMs : stream.between(1, 4) * dayMs;
};

const wholeMinute = (at: number): string => formatTime(Math.floor(at / minuteMs) * minuteMs);

/** A person notes the window: before the scan as a rule, sometimes long after it. */
const note = ({ world, stream }: Scan, startsAt: number, endsAt: number): void => {
  const data = {
    kind: 'mri',
    startsAt: wholeMinute(startsAt),
    endsAt: wholeMinute(endsAt),
    text: 'MRI examination',
  } as const;
  const record = (delayMs: number) => (): unknown =>
    world.journal.person(world.now, 'annotation.recorded.v1', data, delayMs);
  if (stream.chance(0.85)) record(stream.between(1, 20) * minuteMs)();
  else world.later(endsAt - world.now + stream.between(1, 30) * hourMs, record(handInDelayMs(stream)));
};

/** Announces a scan now: within hours a magnet stops the motor, and lets it go again. */
export const scan = (scanned: Scan): void => {
  const { world, clinic, stream, resumption, resumed } = scanned;
  const startsAt = world.now + stream.between(1, 6) * hourMs;
  const endsAt = startsAt + stream.between(45, 120) * minuteMs;
  note(scanned, startsAt, endsAt);
  const enterMs = startsAt - world.now + stream.between(2, 20) * minuteMs;
  const leaveMs = endsAt - world.now - stream.between(1, 15) * minuteMs;
  const resumeMs = leaveMs + resumeAfterMs(scanned);
  world.later(enterMs, () => {
    world.magnet = true;
    world.motor.stall('magnet');
  });
  world.later(enterMs + stream.between(1, 15) * minuteMs, () => {
    world.noticeStall('magnet');
  });
  world.later(leaveMs, () => {
    world.magnet = false;
  });
  world.later(resumeMs, () => {
    if (resumption === 'visit') clinic.visit();
    world.resumeMotor('magnet');
    tellScan(world, { startsAt, endsAt });
    resumed();
  });
};

const tellScan = (
  world: PumpWorld,
  { startsAt, endsAt }: { readonly startsAt: number; readonly endsAt: number },
): void => {
  const { pumpId } = world.traits;
  world.outputs.tell({
    kind: 'mri',
    pumpId,
    startsAt: wholeMinute(startsAt),
    endsAt: wholeMinute(endsAt),
    resumedAt: formatTime(Math.round(world.now)),
  });
};

/** Scans now and then, at the plan's rate; one in twelve resumes only after hours. */
export const scanNowAndThen = (world: PumpWorld, clinic: Clinic): void => {
  const stream = world.stream('mri');
  const { mriPerYear } = world.plan;
  if (mriPerYear === 0) return;
  const next = (): void => {
    const announcedAt = nextOpeningMs(world.now + dayMs + stream.exponential(yearMs / mriPerYear));
    world.later(announcedAt - world.now, () => {
      if (!world.magnet && !world.motor.isStalledBy('magnet')) {
        scan({ world, clinic, stream, resumption: stream.chance(1 / 12) ? 'late' : 'soon', resumed: () => undefined });
      }
      next();
    });
  };
  next();
};
