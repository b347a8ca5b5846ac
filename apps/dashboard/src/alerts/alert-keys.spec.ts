import { wishOf } from './alert-keys.ts';
import { alertPath } from './alert-path.ts';

const pressed = (key: string, over: object = {}) => ({ key, ctrlKey: false, altKey: false, metaKey: false, ...over });

describe('the keys of the list', () => {
  it.each([['j', 'down'], ['k', 'up'], ['Enter', 'open'], ['a', 'acknowledge'], ['u', 'settle'], ['x', null]])('%s asks for %s', (key, wish) => {
    expect(wishOf(pressed(key))).toBe(wish);
  });

  it('leave to the browser and the list what is pressed with Ctrl', () => {
    expect(wishOf(pressed('a', { ctrlKey: true }))).toBeNull();
  });
});

describe('the route of an alert', () => {
  it('carries the filters along', () => {
    expect(alertPath('P-1:motor-stall:1:7:0', 'priority=high')).toBe('/alerts/P-1%3Amotor-stall%3A1%3A7%3A0?priority=high');
    expect(alertPath(null, '')).toBe('/alerts');
  });
});
