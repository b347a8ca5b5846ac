import type { TruthLine } from '../truth/truth.ts';
import { FaultLedger } from './fault-ledger.ts';

const onsetAt = Date.UTC(2026, 0, 5);
const hourMs = 3_600_000;

const ledgerWithTruth = () => {
  const truth: TruthLine[] = [];
  return { ledger: new FaultLedger('P-1', line => truth.push(line)), truth };
};
const fault = (kind: 'leak' | 'kink' | 'motor-stall') => ({
  kind,
  onsetAt,
  halfAt: onsetAt + hourMs,
  size: 0.712_34,
  repair: () => undefined,
});

describe('FaultLedger', () => {
  it('tells a fault when it ends', () => {
    const { ledger, truth } = ledgerWithTruth();
    const episode = ledger.begin(fault('leak'));
    expect(truth).toEqual([]);
    ledger.therapyLost(onsetAt + 5 * hourMs);
    ledger.therapyLost(onsetAt + 9 * hourMs);
    ledger.end(episode, onsetAt + 48 * hourMs);
    expect(truth).toEqual([
      {
        kind: 'fault',
        pumpId: 'P-1',
        fault: 'leak',
        onsetAt: '2026-01-05T00:00:00Z',
        halfAt: '2026-01-05T01:00:00Z',
        endAt: '2026-01-07T00:00:00Z',
        size: 0.712,
        therapyLostAt: '2026-01-05T05:00:00Z',
      },
    ]);
  });

  it('tells a fault once', () => {
    const { ledger, truth } = ledgerWithTruth();
    const episode = ledger.begin(fault('leak'));
    ledger.end(episode, onsetAt + hourMs);
    ledger.end(episode, onsetAt + 2 * hourMs);
    ledger.endAll(null);
    expect(truth).toHaveLength(1);
  });

  it('has one fault of a group at a time', () => {
    const { ledger } = ledgerWithTruth();
    expect(ledger.isTaken('kink')).toBe(false);
    const episode = ledger.begin(fault('leak'));
    expect(ledger.isTaken('kink')).toBe(true);
    expect(ledger.isTaken('motor-stall')).toBe(false);
    expect(ledger.activeOf('catheter')).toBe(episode);
    expect(ledger.activeOf('motor')).toBeUndefined();
    ledger.end(episode, onsetAt + hourMs);
    expect(ledger.isTaken('kink')).toBe(false);
  });

  it('tells what is still active at the end of the run as without an end', () => {
    const { ledger, truth } = ledgerWithTruth();
    ledger.begin(fault('leak'));
    ledger.begin(fault('motor-stall'));
    ledger.endAll(null);
    expect(truth.map(line => line.kind === 'fault' && [line.fault, line.endAt, line.therapyLostAt])).toEqual([
      ['leak', null, null],
      ['motor-stall', null, null],
    ]);
  });
});
