import {
  applyToBook,
  emptyBook,
  episodeId,
  evidenceOf,
  type AlertBook,
  type AlertTransition,
  type Episode,
} from './episode.ts';

const order = { boot: 1, seq: 7, entry: 0 };
const episode = (id: string, kind: Episode['kind'] = 'motor-stall'): Episode => ({
  id,
  kind,
  opened: order,
  onsetAt: 0,
  priority: 'high',
  provisional: false,
  evidence: [evidenceOf('device-alarm', 0, 'It said so.')],
  suppressedUntil: null,
});
const change = (what: AlertTransition['change'], of: Episode): AlertTransition => ({
  change: what,
  episode: of,
  at: 0,
  receivedAt: 0,
});
const after = (transitions: readonly AlertTransition[], book: AlertBook = emptyBook): AlertBook =>
  applyToBook(book, transitions, order);
const ids = (episodes: readonly Episode[]): readonly string[] => episodes.map(e => e.id);

describe('the alert book', () => {
  it('is the same object when nothing happened', () => {
    expect(after([])).toBe(emptyBook);
  });

  it('holds what is raised, in its newest form, until it ends', () => {
    const newer = { ...episode('a'), suppressedUntil: 9 };
    const book = after([change('raised', episode('a')), change('raised', episode('b')), change('updated', newer)]);
    expect(book.open).toEqual([episode('b'), newer]);
    expect(ids(after([change('ended', newer)], book).open)).toEqual(['b']);
  });

  it('remembers the event of the last transition', () => {
    expect(after([change('raised', episode('a'))]).lastOrder).toEqual(order);
  });

  it('never holds an instant, but remembers its event', () => {
    expect(after([change('raised', episode('v', 'volume-discrepancy'))])).toEqual({ ...emptyBook, lastOrder: order });
  });

  it('keeps faded suspicions till somebody examines the catheter', () => {
    const suspicion = episode('c', 'catheter-suspected');
    const faded = after([change('ended', suspicion)], after([change('raised', suspicion)]));
    expect([ids(faded.open), ids(faded.lingering)]).toEqual([[], ['c']]);
    expect(after([change('discharged', suspicion)], faded).lingering).toEqual([]);
    expect(after([change('ended', episode('a'))]).lingering).toEqual([]);
  });

  it('lets the oldest faded suspicion go when there are many', () => {
    const many = Array.from({ length: 18 }, (_, i) => change('ended', episode(`c${i}`, 'catheter-suspected')));
    expect(ids(after(many).lingering)).toEqual(Array.from({ length: 16 }, (_, i) => `c${i + 2}`));
  });
});

describe('an episode’s id', () => {
  it('comes from pump, kind and what opened it', () => {
    expect(episodeId('P-1', 'motor-stall', order)).toBe('P-1:motor-stall:1:7:0');
    expect(episodeId('P-1', 'low-reservoir', null)).toBe('P-1:low-reservoir:0:0:0');
  });
});
