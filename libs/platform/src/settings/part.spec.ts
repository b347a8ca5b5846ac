import { requirePart, type Part } from './part.ts';
import { readSettings } from './settings.ts';

const parts: readonly Part[] = ['projector', 'notifier', 'api', 'simulator'];
const kafka = { CISTERNA_LOG: 'kafka', KAFKA_BROKERS: 'kafka:9092' };
const database = { DATABASE_URL: 'postgres://db/cisterna' };

describe.each(parts)('the %s started alone', part => {
  it('refuses embedded stores, naming both', () => {
    expect(() => {
      requirePart(readSettings({}), part);
    }).toThrow(
      expect.objectContaining({
        faults: [
          expect.objectContaining({ variable: 'DATABASE_URL' }),
          expect.objectContaining({ variable: 'CISTERNA_LOG' }),
        ],
      }) as Error,
    );
  });

  it('refuses one of them as well', () => {
    expect(() => {
      requirePart(readSettings(kafka), part);
    }).toThrow(/DATABASE_URL=embedded: .*postgres:\/\//);
    expect(() => {
      requirePart(readSettings(database), part);
    }).toThrow(/CISTERNA_LOG=embedded: .*kafka/);
  });

  it('starts with stores that others can reach', () => {
    expect(() => {
      requirePart(readSettings({ ...kafka, ...database }), part);
    }).not.toThrow();
  });
});
