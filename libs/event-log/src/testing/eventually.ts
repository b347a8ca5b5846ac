import { setTimeout as pause } from 'node:timers/promises';

/** Resolves as soon as `holds` says yes; rejects, naming what was hoped for, when it hasn't within `deadlineMs`. */
export const eventually = async (
  hope: string,
  holds: () => boolean | Promise<boolean>,
  deadlineMs = 30_000,
): Promise<void> => {
  const deadline = Date.now() + deadlineMs;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`not within ${deadlineMs} ms: ${hope}`);
    await pause(20);
  }
};
