import { bodyOf, emptyFields, fieldsOf } from './subscription-fields.ts';
import { subscriptionOf } from './testing/subscription.fixture.ts';

describe('the form of a subscription', () => {
  it('lets everything through where it is empty', () => {
    expect(bodyOf({ ...emptyFields, name: ' Ward ', target: ' https://a.example/ ' }, 'create')).toEqual({
      name: 'Ward',
      channel: 'webhook',
      target: 'https://a.example/',
      clinicIds: null,
      pumpIds: null,
      kinds: null,
      minPriority: null,
      escalateAfterSeconds: null,
      repeatEverySeconds: null,
      quietHours: null,
    });
  });

  it('reads names apart by comma, space or line', () => {
    expect(bodyOf({ ...emptyFields, clinics: 'C-1, C-2;C-3', pumps: ' P-1\nP-2 ' }, 'create')).toMatchObject({ clinicIds: ['C-1', 'C-2', 'C-3'], pumpIds: ['P-1', 'P-2'] });
  });

  it('says minutes where the service counts seconds', () => {
    expect(bodyOf({ ...emptyFields, escalateMinutes: '10', repeatMinutes: '1.5' }, 'create')).toMatchObject({ escalateAfterSeconds: 600, repeatEverySeconds: 90 });
  });

  it('shows a subscription so that saving it unchanged changes nothing', () => {
    const subscription = subscriptionOf({ clinicIds: ['C-1'], kinds: ['motor-stall'], minPriority: 'medium', escalateAfterSeconds: 600, channel: 'email', quietHours: { from: '22:00', to: '07:00', timeZone: 'Europe/Berlin' } });
    const { name, target, clinicIds, pumpIds, kinds, minPriority, escalateAfterSeconds, repeatEverySeconds, quietHours } = subscription;
    expect(bodyOf(fieldsOf(subscription), 'change')).toEqual({ name, target, clinicIds, pumpIds, kinds, minPriority, escalateAfterSeconds, repeatEverySeconds, quietHours });
  });
});
