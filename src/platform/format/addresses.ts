/** Addresses of the network, and the ranges that hold them. */
import { BlockList, isIP } from 'node:net';

interface Range {
  readonly range: string;
}

/** An IPv4 address that came in by IPv6 (::ffff:192.0.2.1) is what it is; an interface of this machine (%eth0) is no part of it. */
export function plainAddress(address: string): string {
  return address.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
}

/** What is no address, and what came from nowhere, is not within. */
export function isWithin(ranges: readonly Range[], address: string | null): boolean {
  if (ranges.length === 0) return true;
  const plain = plainAddress(address ?? '');
  const family = isIP(plain);
  return family !== 0 && listOf(ranges).check(plain, family === 4 ? 'ipv4' : 'ipv6');
}

/** A studio's list is asked on each request, and is the same array as long as the studio is remembered. */
const lists = new WeakMap<readonly Range[], BlockList>();

function listOf(ranges: readonly Range[]): BlockList {
  const list = lists.get(ranges) ?? buildList(ranges);
  lists.set(ranges, list);
  return list;
}

function buildList(ranges: readonly Range[]): BlockList {
  const list = new BlockList();
  for (const { range } of ranges) {
    const [address = '', bits] = range.split('/');
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
    list.addSubnet(address, Number(bits ?? (family === 'ipv4' ? 32 : 128)), family);
  }
  return list;
}

/** As it is kept, or null for what is neither an address nor a network. */
export function readRange(typed: string): string | null {
  const [, given = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(typed.toLowerCase()) ?? [];
  const address = given.includes('%') ? '' : plainAddress(given);
  const family = isIP(address);
  const most = family === 4 ? 32 : 128;
  // A network within ::ffff:0:0/96 is one of IPv4.
  const own = bits === undefined ? most : Number(bits) - (address === given ? 0 : 96);
  if (family === 0 || own < 0 || own > most) return null;
  return bits === undefined ? address : `${address}/${own}`;
}
