import fc from 'fast-check';
import { splitBatch } from './batch.ts';

describe('splitBatch', () => {
  it('cuts a list into the texts of its items', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), fc.constantFrom(0, 2), (items, indent) => {
        const texts = splitBatch(` ${JSON.stringify(items, null, indent)}\n`);
        expect(texts.map(text => JSON.parse(text) as unknown)).toEqual(JSON.parse(JSON.stringify(items)));
      }),
    );
  });

  it('keeps every item as it was written', () => {
    expect(splitBatch('[ {"a":1.0, "a":"],["} ,2e5,"\\"," ]')).toEqual(['{"a":1.0, "a":"],["}', '2e5', '"\\","']);
  });

  it('finds nothing in an empty list', () => {
    expect([splitBatch('[]'), splitBatch(' [ ] ')]).toEqual([[], []]);
  });

  it('takes items of any nesting', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(splitBatch(`[${deep},1]`)).toEqual([deep, '1']);
  });
});
