import { endShelf, shelfEnd } from '@cisterna/domain';
import { nextShelfEnd, shelvesDue, type DueShelf } from '@cisterna/read-model';
import { AlertTimer, type AlertTimerOptions } from '../alert-timer.ts';

/** Ends shelves when their time has come. By the stream's clock, which may take hours in one step, a shelf has ended when it was due. */
export const shelfTimer = (options: AlertTimerOptions): AlertTimer<DueShelf> =>
  new AlertTimer(options, {
    name: 'shelves',
    changed: 'shelves.ended',
    due: shelvesDue,
    next: nextShelfEnd,
    step: (record, { now }) =>
      endShelf(record, { now, at: options.clockKind === 'wall' ? now : (shelfEnd(record.view) ?? now) }),
  });
