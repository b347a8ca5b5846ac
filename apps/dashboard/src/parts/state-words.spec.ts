import { catheterWord } from './state-words.ts';

describe('the catheter in words', () => {
  it('names what is suspected or confirmed', () => {
    expect(catheterWord({ status: 'suspected', suspectedKind: 'leak' })).toEqual({ word: 'Leak suspected', urgency: 'medium' });
    expect(catheterWord({ status: 'confirmed', suspectedKind: 'occlusion' })).toEqual({ word: 'Occlusion confirmed', urgency: 'high' });
    expect(catheterWord({ status: 'confirmed', suspectedKind: null })).toEqual({ word: 'Confirmed', urgency: 'high' });
  });

  it('stays quiet where nobody is needed, whatever kind is remembered', () => {
    expect(catheterWord({ status: 'no-suspicion', suspectedKind: 'leak' })).toEqual({ word: 'No suspicion', urgency: 'none' });
    expect(catheterWord({ status: 'not-assessable', suspectedKind: null })).toEqual({ word: 'Not assessable', urgency: 'none' });
  });
});
