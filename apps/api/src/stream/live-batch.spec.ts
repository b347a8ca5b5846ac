import { administrator, type Principal } from '../access/principal.ts';
import { isWanted, type LiveMessage, type StreamFilter } from './live-batch.ts';
import { sseComment, sseText } from './sse.ts';

const viewer: Principal = { name: 'ward', role: 'viewer', clinicIds: ['C-1'], pumpIds: null };
const filter = (over: Partial<StreamFilter> = {}): StreamFilter => ({
  principal: administrator('admin'),
  pumpIds: null,
  clinicIds: null,
  ...over,
});
const messages: readonly LiveMessage[] = [
  { event: 'pump', change: null, pumpId: 'P-1', clinicId: 'C-1', data: '{}' },
  { event: 'alert', change: 'A:1', pumpId: 'P-2', clinicId: 'C-2', data: '{}' },
  { event: 'pump', change: null, pumpId: 'P-3', clinicId: null, data: '{}' },
];

describe('what a client of the live stream gets', () => {
  it.each([
    ['everything for an administrator', filter(), ['P-1', 'P-2', 'P-3']],
    ['the pumps asked for', filter({ pumpIds: ['P-3', 'P-1'] }), ['P-1', 'P-3']],
    ['the clinics asked for', filter({ clinicIds: ['C-2'] }), ['P-2']],
    ['what fits both', filter({ pumpIds: ['P-1', 'P-2'], clinicIds: ['C-1'] }), ['P-1']],
    ['only its own clinics', filter({ principal: viewer }), ['P-1']],
    ['nothing of another clinic, though asked for', filter({ principal: viewer, clinicIds: ['C-2'] }), []],
  ])('is %s', (_, wanted, pumpIds) => {
    expect(messages.filter(message => isWanted(wanted, message)).map(({ pumpId }) => pumpId)).toEqual(pumpIds);
  });
});

describe('what is about no pump', () => {
  const told = (clinicIds: readonly string[] | null): LiveMessage => ({
    event: 'system',
    change: 's',
    pumpId: null,
    clinicId: null,
    clinicIds,
    data: '{}',
  });
  it.each<[string, StreamFilter, readonly string[] | null, boolean]>([
    ['comes to an administrator', filter(), ['C-2'], true],
    ['comes to who follows one pump', filter({ pumpIds: ['P-1'] }), ['C-2'], true],
    ['comes to its clinics', filter({ principal: viewer }), ['C-0', 'C-1'], true],
    ['comes to every clinic where it concerns all', filter({ principal: viewer }), null, true],
    ['comes to no other clinic', filter({ principal: viewer }), ['C-2'], false],
    ['does not come to who asked for other clinics', filter({ clinicIds: ['C-1'] }), ['C-2'], false],
  ])('%s', (_, wanted, clinicIds, expected) => {
    expect(isWanted(wanted, told(clinicIds))).toBe(expected);
  });
});

describe('the event stream format', () => {
  it('holds a message in one block that ends with an empty line', () => {
    expect(sseText({ event: 'pump', id: 'i.p.1.7', data: '{"a":"x\\ny"}' })).toBe(
      'id: i.p.1.7\nevent: pump\ndata: {"a":"x\\ny"}\n\n',
    );
  });

  it('has comments that readers skip', () => {
    expect(sseComment).toMatch(/^: .*\n\n$/);
  });
});
