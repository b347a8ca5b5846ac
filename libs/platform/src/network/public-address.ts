import { lookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** A name leads to an address that nobody outside should make us talk to. Not retriable as long as the name leads there. */
export class PrivateAddress extends Error {
  readonly code = 'private-address';
  readonly retriable = false;

  constructor(
    readonly host: string,
    readonly address: string,
  ) {
    super(`${host} leads to ${address}, which is not a public address.`);
  }
}

/** `::a.b.c.d`, long withdrawn (RFC 4291), which libraries take for ordinary addresses. */
const isCompatible = (address: ipaddr.IPv4 | ipaddr.IPv6): boolean =>
  address.kind() === 'ipv6' && (address as ipaddr.IPv6).parts.slice(0, 6).every(part => part === 0);

/**
 * Whether an address (IPv4, IPv6, IPv4 mapped into IPv6) is one of the public internet: not private, loopback, link-local (which cloud metadata use), shared,
 * multicast, reserved, or a tunnel into any of these. False for what is no address.
 */
export const isPublicAddress = (text: string): boolean => {
  const plain = text.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  if (!ipaddr.isValid(plain)) return false;
  const address = ipaddr.process(plain);
  return address.range() === 'unicast' && !isCompatible(address);
};

/** Looks up a name as `net.connect` does, and refuses with PrivateAddress when any of its addresses is not public: asked at each connect, so that a name can't change its mind after a check. */
export const publicLookup: LookupFunction = (host, options, callback) => {
  lookup(host, { ...options, all: true }, (error: NodeJS.ErrnoException | null, answer?: LookupAddress[]) => {
    const found = answer ?? [];
    const wrong = found.find(({ address }) => !isPublicAddress(address));
    const [first] = found;
    if (error !== null || first === undefined) callback(error ?? new Error(`${host} has no address`), '');
    else if (wrong !== undefined) callback(new PrivateAddress(host, wrong.address), '');
    else if (options.all === true) callback(null, found);
    else callback(null, first.address, first.family);
  });
};
