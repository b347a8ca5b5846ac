import { parseStream } from './stream-reader.ts';

describe('an event stream', () => {
  it('is read message by message, without comments', () => {
    const text = 'id: 1\nevent: pump\ndata: {"a":"b: c"}\n\n: still here\n\nid: 2\nevent: alert\ndata: []\n\n';
    expect(parseStream(text)).toEqual({
      messages: [
        { id: '1', event: 'pump', data: { a: 'b: c' } },
        { id: '2', event: 'alert', data: [] },
      ],
      rest: '',
    });
  });

  it('keeps what is not complete yet', () => {
    const { messages, rest } = parseStream('id: 1\nevent: pump\ndata: 1\n\nid: 2\nevent: pu');
    expect(messages).toHaveLength(1);
    expect(parseStream(`${rest}mp\ndata: 2\n\n`).messages).toEqual([{ id: '2', event: 'pump', data: 2 }]);
  });
});
