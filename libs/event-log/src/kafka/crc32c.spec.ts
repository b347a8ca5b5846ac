import { crc32c } from './crc32c.ts';

describe('crc32c', () => {
  // RFC 3720, B.4.
  it.each([
    ['32 bytes of zeros', Buffer.alloc(32), 0x8a9136aa],
    ['32 bytes of ones', Buffer.alloc(32, 0xff), 0x62a8ab43],
    ['0 to 31', Buffer.from(Array.from({ length: 32 }, (_, byte) => byte)), 0x46dd794e],
    ['123456789', Buffer.from('123456789'), 0xe3069283],
    ['nothing', Buffer.alloc(0), 0],
  ])('of %s is what the standard says', (_, bytes, expected) => {
    expect(crc32c(bytes) >>> 0).toBe(expected);
  });
});
