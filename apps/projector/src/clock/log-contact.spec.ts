import { LogContact } from './log-contact.ts';

const second = 1000;
const after = (...contacts: readonly number[]): LogContact => {
  const contact = new LogContact(100 * second, false);
  for (const at of contacts) contact.made(at * second);
  return contact;
};

describe('contact with the log', () => {
  it('is an outage where it is missing for more than 5 s', () => {
    expect(after(101, 106, 107).since(0)).toEqual([]);
    expect(after(101, 117).since(0)).toEqual([[101 * second, 117 * second]]);
  });

  it('is missing from the start of the process until the log can be reached, not while its readers come together', () => {
    expect(after(130).since(0)).toEqual([]);
    const late = after();
    late.reached(120 * second);
    late.made(150 * second);
    expect(late.since(0)).toEqual([[100 * second, 120 * second]]);
  });

  it('concerns a partition only as far as nobody else has read it meanwhile', () => {
    const contact = after(101, 200, 300);
    expect(contact.since(250 * second)).toEqual([[250 * second, 300 * second]]);
    expect(contact.since(300 * second)).toEqual([]);
  });

  it('is not lost by a word that comes out of order', () => {
    expect(after(110, 105, 114).since(0)).toEqual([]);
  });
});

describe('a log that stops with its service', () => {
  const embedded = (): LogContact => new LogContact(500 * second, true);

  it('was away from the last it was read until this process opened a partition, once', () => {
    const contact = embedded();
    expect(contact.stoppedBefore(0, 100 * second, 500 * second)).toEqual([100 * second, 500 * second]);
    expect(contact.stoppedBefore(0, 100 * second, 500 * second)).toBeNull();
    expect(contact.stoppedBefore(1, 0, 500 * second)).toBeNull();
  });

  it('was not where it was started again at once; nor was one that others keep', () => {
    expect(embedded().stoppedBefore(0, 496 * second, 500 * second)).toBeNull();
    expect(after().stoppedBefore(0, 100 * second, 500 * second)).toBeNull();
  });
});
