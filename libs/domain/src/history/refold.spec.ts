import type { EventOrder } from '@cisterna/contract';
import { atHour, boot, examination, refill, registration, report, voiding, type Fact } from '../testing/facts.ts';
import { folded } from '../testing/projection.ts';
import { inBoot, lost, record } from '../testing/written.ts';
import { refoldPlace } from './refold.ts';

const start = { boot: 1, seq: 1 };
/** 1:1, 1:2 lost, 1:3, 1:3+1, 3:1. */
const known = folded(
  registration({ historyStartsAt: start }),
  lost(),
  report(1),
  record(examination('patent')),
  inBoot(3),
  report(1),
);
const beginning = { boot: 0, seq: 0, entry: 0 };

const place = (fact: Fact, order: EventOrder, state = known): EventOrder | null =>
  refoldPlace(state, fact.at({ ...order, at: atHour(9) }));
const next = { boot: 3, seq: 2, entry: 0 };

describe('where a pump must be folded again', () => {
  it('is nowhere for an event that comes next, with a jump or without', () => {
    expect(place(report(1), next)).toBeNull();
    expect(place(report(1), { boot: 9, seq: 4, entry: 0 })).toBeNull();
    expect(place(refill(0, 1), { boot: 3, seq: 1, entry: 1 })).toBeNull();
  });

  it('is nowhere for the very first event, whatever it is', () => {
    expect(place(registration(), next, folded())).toBeNull();
  });

  it('is the event’s own place where it is late', () => {
    expect(place(report(1), { boot: 1, seq: 2, entry: 0 })).toEqual({ boot: 1, seq: 2, entry: 0 });
    expect(place(refill(0, 1), { boot: 1, seq: 3, entry: 2 })).toEqual({ boot: 1, seq: 3, entry: 2 });
  });

  it('is the beginning for a first registration, one that moves the start, and a late one', () => {
    expect(place(registration(), next, folded(report(1)))).toEqual(beginning);
    expect(place(registration({ historyStartsAt: { boot: 1, seq: 2 } }), next)).toEqual(beginning);
    expect(place(registration(), next)).toEqual(beginning);
    expect(place(registration({ historyStartsAt: start }), { boot: 1, seq: 2, entry: 0 })).toEqual(beginning);
    expect(place(registration({ historyStartsAt: start }), next)).toBeNull();
    expect(place(registration(), { boot: 1, seq: 2, entry: 0 }, folded(registration()))).toBeNull();
  });

  it('is the beginning for every void', () => {
    expect(place(voiding({ boot: 1, seq: 3, entry: 1 }), { boot: 3, seq: 1, entry: 1 })).toEqual(beginning);
  });

  it('is behind the boot whose end a restart tells, where that boot was left before', () => {
    expect(place(boot(1, 7), { boot: 4, seq: 1, entry: 0 })).toEqual({ boot: 2, seq: 0, entry: 0 });
    expect(place(boot(3, 7), { boot: 4, seq: 1, entry: 0 })).toBeNull();
    expect(place(boot(2, 5), { boot: 3, seq: 2, entry: 0 })).toEqual({ boot: 3, seq: 0, entry: 0 });
  });

  it('is the earlier of its own place and that boot', () => {
    expect(place(boot(1, 7), { boot: 2, seq: 1, entry: 0 })).toEqual({ boot: 2, seq: 0, entry: 0 });
    expect(place(boot(null, null), { boot: 2, seq: 1, entry: 0 })).toEqual({ boot: 2, seq: 1, entry: 0 });
  });
});
