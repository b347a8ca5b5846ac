import fc from 'fast-check';
import { deliveryIdOf, messageIdOf } from './delivery-id.ts';

describe('the ids of deliveries', () => {
  it('are the same for the same change, and of letters that headers and signatures can hold', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(), (subscription, alert, version) => {
        expect(messageIdOf(alert, version)).toBe(messageIdOf(alert, version));
        expect(messageIdOf(alert, version)).toMatch(/^msg_[A-Za-z0-9_-]{32}$/);
        expect(deliveryIdOf(subscription, alert, version)).toMatch(/^dlv_[A-Za-z0-9_-]{32}$/);
      }),
    );
  });

  it('tell changes, and deliveries to different subscribers, apart', () => {
    expect(new Set([messageIdOf('a', 1), messageIdOf('a', 2), messageIdOf('a:1', 1), messageIdOf('a', 11)]).size).toBe(
      4,
    );
    expect(deliveryIdOf('s', 'a', 1)).not.toBe(deliveryIdOf('t', 'a', 1));
    expect(deliveryIdOf('s"', 'a', 1)).not.toBe(deliveryIdOf('s', '"a', 1));
  });
});
