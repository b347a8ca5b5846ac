import { pumpOf, recordText } from './record-text.ts';

describe('a part of a record', () => {
  it.each([
    ['{"a":[1]}', '{\n  "a": [\n    1\n  ]\n}'],
    ['{broken', '{broken'],
    ['', 'empty'],
    [null, 'none'],
    [{ base64: '/w==' }, '/w== (base64: no UTF-8)'],
  ])('%j is shown for people', (bytes, text) => {
    expect(recordText(bytes)).toBe(text);
  });
});

describe('the pump of a record', () => {
  it.each([['P-7', 'P-7'], ['not a name', null], [null, null], [{ base64: '/w==' }, null]])('by the key %j is %j', (key, pump) => {
    expect(pumpOf({ key })).toBe(pump);
  });
});
