import { RecentPlaces } from './recent-places.ts';

describe('RecentPlaces', () => {
  it('is before all events until one was added', () => {
    const places = new RecentPlaces();
    expect(places.takeEntry(1000)).toEqual({ boot: 1, seq: 0, entry: 1 });
    expect(places.takeEntry(2000)).toEqual({ boot: 1, seq: 0, entry: 2 });
  });

  it('finds the newest event whose time is not after the moment', () => {
    const places = new RecentPlaces();
    [1000, 2000, 3000].forEach((time, at) => {
      places.add({ boot: 1, seq: at + 1 }, time);
    });
    expect(places.takeEntry(2000)).toEqual({ boot: 1, seq: 2, entry: 1 });
    expect(places.takeEntry(9999)).toEqual({ boot: 1, seq: 3, entry: 1 });
    expect(places.takeEntry(2999)).toEqual({ boot: 1, seq: 2, entry: 2 });
    expect(places.takeEntry(500)).toEqual({ boot: 1, seq: 0, entry: 1 });
  });

  it('goes by the order of events, not of their times, when the clock was put back', () => {
    const places = new RecentPlaces();
    places.add({ boot: 1, seq: 1 }, 5000);
    places.add({ boot: 1, seq: 2 }, 9000);
    places.add({ boot: 2, seq: 1 }, 4000);
    expect(places.takeEntry(5000)).toEqual({ boot: 2, seq: 1, entry: 1 });
  });

  it('remembers the last 256 events and starts their entries anew', () => {
    const places = new RecentPlaces();
    for (let seq = 1; seq <= 300; seq += 1) {
      places.add({ boot: 1, seq }, seq * 1000);
      places.takeEntry(seq * 1000);
    }
    expect(places.takeEntry(300_000)).toEqual({ boot: 1, seq: 300, entry: 2 });
    expect(places.takeEntry(45_000)).toEqual({ boot: 1, seq: 45, entry: 2 });
    expect(places.takeEntry(44_000).seq).toBe(0);
  });
});
