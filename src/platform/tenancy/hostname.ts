/**
 * One function decides which host a request is for, from the raw request: exactly one Host header, no absolute-form target that
 * says otherwise, lower case, without port and trailing dot, IDNA to ASCII (RFC 9112 section 3.2, RFC 9110 section 7.2).
 */
import { domainToASCII } from 'node:url';

export interface RawRequest {
  /** Every Host header, as received. */
  readonly hosts: readonly string[];
  /** The request target as received: origin-form `/path`, or absolute-form. */
  readonly target: string;
}

export type HostResult = { readonly host: string } | { readonly refused: 400 | 421 };

const LABELS = /^(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*$/;
const ADDRESS = /^(\d+|0x[0-9a-f]+)(\.(\d+|0x[0-9a-f]+)){0,3}$/;

/** Host without port, or null when it is no hostname: addresses, user info, odd characters. */
export function canonicalHost(raw: string): string | null {
  const match = /^([^\s:@/\\?#[\]%]+)(?::(\d{1,5}))?$/.exec(raw);
  if (!match?.[1] || Number(match[2] ?? 0) > 65_535) return null;
  const host = domainToASCII(match[1].replace(/\.$/, '').toLowerCase());
  return host.length <= 253 && LABELS.test(host) && !ADDRESS.test(host) ? host : null;
}

export function requestedHost({ hosts, target }: RawRequest): HostResult {
  const [raw, ...others] = hosts;
  if (raw === undefined || others.length > 0) return { refused: 400 };
  const host = canonicalHost(raw);
  if (host === null) return { refused: /^[\d.:[\]a-f]+$/i.test(raw) ? 421 : 400 };
  if (target.startsWith('/') || target === '*') return { host };
  const absolute = /^https?:\/\/([^/?#]*)/i.exec(target);
  if (!absolute?.[1]) return { refused: 400 };
  return canonicalHost(absolute[1]) === host ? { host } : { refused: 421 };
}
