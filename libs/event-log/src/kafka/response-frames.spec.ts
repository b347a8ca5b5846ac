import fc from 'fast-check';
import { ResponseFrames } from './response-frames.ts';

const framed = (body: Uint8Array): Buffer => {
  const lead = Buffer.alloc(4);
  lead.writeInt32BE(body.length);
  return Buffer.concat([lead, body]);
};

/** Pushes the bytes in pieces that end where told; each piece's memory is overwritten after it. */
const pushed = (frames: ResponseFrames, bytes: Buffer, ends: readonly number[]): readonly Buffer[] => {
  const complete: Buffer[] = [];
  let from = 0;
  for (const end of [...ends].sort((a, b) => a - b).concat(bytes.length)) {
    const piece = Buffer.from(bytes.subarray(from, end));
    complete.push(...frames.push(piece));
    piece.fill(0xff);
    from = end;
  }
  return complete;
};

describe('what a connection brings', () => {
  it('is the same answers in whatever pieces it comes, whatever becomes of the pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { minLength: 1 }), fc.array(fc.nat()), (bodies, cuts) => {
        const bytes = Buffer.concat(bodies.map(framed));
        const complete = pushed(new ResponseFrames(), bytes, cuts.map(cut => cut % (bytes.length + 1)));
        expect(complete).toEqual(bodies.map(framed));
      }),
    );
  });

  it('is nothing yet while an answer is under way', () => {
    const frames = new ResponseFrames();
    const bytes = framed(Buffer.from('answer'));
    expect([frames.push(bytes.subarray(0, 2)), frames.push(bytes.subarray(2, 9))]).toEqual([[], []]);
    expect(frames.push(bytes.subarray(9))).toEqual([bytes]);
  });

  it('is refused where a length makes no sense', () => {
    for (const lead of [-1, 0x7fff_ffff]) {
      const bytes = Buffer.alloc(8);
      bytes.writeInt32BE(lead);
      expect(() => new ResponseFrames().push(bytes)).toThrow(RangeError);
    }
  });
});
