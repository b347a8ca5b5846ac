import type { AlertChoice } from '@cisterna/read-model';
import { choiceOf } from './choose.ts';

const all: AlertChoice = { clinicIds: null, pumpIds: null, kinds: null, minPriority: null };
const change = { clinicId: 'C-1', pumpId: 'P-1' };
const stall = { kind: 'motor-stall', priority: 'medium' } as const;

describe('a subscriber', () => {
  it.each<[string, Partial<AlertChoice>, 'yes' | 'no' | 'followed']>([
    ['that asks for nothing in particular gets every change', {}, 'yes'],
    ['of this clinic gets it', { clinicIds: ['C-0', 'C-1'] }, 'yes'],
    ['of another clinic does not', { clinicIds: ['C-2'] }, 'no'],
    ['of this pump gets it', { pumpIds: ['P-1'] }, 'yes'],
    ['of another pump does not', { pumpIds: ['P-2'] }, 'no'],
    ['of this kind gets it', { kinds: ['pump-silent', 'motor-stall'] }, 'yes'],
    ['of another kind does not', { kinds: ['pump-silent'] }, 'no'],
    ['of a lower priority gets it', { minPriority: 'low' }, 'yes'],
    ['of the same priority gets it', { minPriority: 'medium' }, 'yes'],
    ['of a higher priority only follows what it got before', { minPriority: 'high' }, 'followed'],
    ['must agree in all of it', { clinicIds: ['C-1'], kinds: ['motor-stall'], pumpIds: ['P-3'] }, 'no'],
    ['of another clinic does not follow either', { clinicIds: ['C-2'], minPriority: 'high' }, 'no'],
  ])('%s', (_, choice, expected) => {
    expect(choiceOf({ ...all, ...choice }, change, stall)).toBe(expected);
  });
});
