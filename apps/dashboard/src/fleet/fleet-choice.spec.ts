import { filtersOn, formatChoice, parseChoice, toggled } from './fleet-choice.ts';

describe('the choice in the address', () => {
  it.each(['', 'q=ward+7', 'delivery=not-delivering', 'alerts=high,low&refill=overdue,due&sort=-refillBy', 'q=a%26b&catheter=suspected'])(
    'is read and written alike: %s',
    query => {
      expect(formatChoice(parseChoice(query))).toBe(query);
    },
  );

  it('leaves out what it does not know, and what is as usual', () => {
    expect(formatChoice(parseChoice('delivery=flying,unknown&sort=-colour&x=1'))).toBe('delivery=unknown');
    expect(formatChoice(parseChoice('sort=worst&q=+'))).toBe('');
    expect(formatChoice(parseChoice('sort=-worst'))).toBe('sort=-worst');
  });

  it('switches a value on and off again', () => {
    const on = toggled(parseChoice('q=north'), 'refill', 'due');
    expect(formatChoice(on)).toBe('q=north&refill=due');
    expect(filtersOn(on)).toBe(1);
    expect(formatChoice(toggled(on, 'refill', 'due'))).toBe('q=north');
  });
});
