import fc from 'fast-check';
import type { JsonBody } from '../http/json-body.ts';
import { march, reported } from '../testing/events.fixture.ts';
import { batchMediaType, eventMediaType, eventsOf, judgeEvents } from './judge-events.ts';

const bodyOf = (text: string, mediaType = batchMediaType): JsonBody => ({
  mediaType,
  text,
  value: JSON.parse(text) as unknown,
});

describe('eventsOf', () => {
  it('gives one event as written, without the space around it', () => {
    expect(eventsOf(bodyOf(' {"a": 1.0} \n', eventMediaType))).toEqual([{ value: { a: 1 }, text: '{"a": 1.0}' }]);
  });

  it('pairs each item of a batch with its own text, whatever JSON it is', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 8 }), fc.nat(2), (values, indent) => {
        const events = eventsOf(bodyOf(JSON.stringify(values, null, indent)));
        expect(events.map(({ value }) => value)).toEqual(JSON.parse(JSON.stringify(values)));
        expect(events.map(({ text }) => JSON.parse(text) as unknown)).toEqual(events.map(({ value }) => value));
      }),
    );
  });

  it.each([
    ['7', eventMediaType],
    ['null', batchMediaType],
    ['"text"', eventMediaType],
    ['{}', batchMediaType],
  ])('refuses %s as %s', (text, mediaType) => {
    expect(() => eventsOf(bodyOf(text, mediaType))).toThrow(/^The body must be /);
  });
});

describe('judgeEvents', () => {
  it('asks when an event was received by its own time, null where it has none that can be read', () => {
    const asked: (number | null)[] = [];
    const events = [reported('P-1', 1, march), { time: 'noon' }, { time: 7 }, 'text', null].map(value => ({
      value,
      text: JSON.stringify(value),
    }));
    judgeEvents(events, at => {
      asked.push(at);
      return march;
    });
    expect(asked).toEqual([march, null, null, null, null]);
  });

  it('loses no event: each is either taken or rejected, under its own index', () => {
    const item = fc.oneof(
      fc.jsonValue(),
      fc.integer({ min: 1, max: 9 }).map(seq => reported('P-1', seq, march)),
    );
    fc.assert(
      fc.property(fc.array(item, { maxLength: 10 }), values => {
        const events = values.map(value => ({ value, text: JSON.stringify(value) }));
        const { taken, rejected } = judgeEvents(events, () => march);
        const indices = [...taken, ...rejected].map(({ index }) => index).sort((a, b) => a - b);
        expect(indices).toEqual(events.map((_, index) => index));
      }),
    );
  });
});
