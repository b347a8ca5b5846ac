import fc from 'fast-check';
import { createIds, cursorIn } from './stream-id.ts';

const position = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }).map(String);

describe('ids of the live stream', () => {
  it('tell any process of the same installation where the client stands', () => {
    fc.assert(
      fc.property(position, cursor => {
        const idOf = createIds('p1');
        expect(cursorIn(idOf({ installation: '731-5', cursor }), '731-5')).toBe(cursor);
      }),
    );
  });

  it('mean nothing to another installation', () => {
    expect(cursorIn(createIds('p1')({ installation: '731-5', cursor: '7' }), '731-6')).toBeNull();
  });

  it('lead to a new snapshot from within one', () => {
    expect(cursorIn(createIds('p1')({ installation: '731-5', cursor: null }), '731-5')).toBeNull();
  });

  it('are never given twice, by one process or by two', () => {
    const makers = [createIds('p1'), createIds('p2')];
    const ids = makers.flatMap(idOf => [1, 2, 3].map(() => idOf({ installation: 'i', cursor: '7' })));
    expect(new Set(ids).size).toBe(6);
  });

  it.each(['', 'x', 'i.p.1', 'i.p.x.7', 'i.p.1.7\n', ' i.p.1.7', 'i.p.1.7.8', `i.p.1.${'7'.repeat(513)}`])(
    'are not %j',
    text => {
      expect(cursorIn(text, 'i')).toBeNull();
    },
  );
});
