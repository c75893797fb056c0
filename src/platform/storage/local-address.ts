/** Signed addresses of local files: `http://files.<main host>/<studio>/<key>?expires=…&disposition=…&name=…&signature=…`. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { AppError } from '#platform/http/errors.ts';
import type { AddressOptions } from '#platform/storage/files.ts';

export interface SignedFile {
  readonly studioId: string;
  readonly key: string;
  readonly disposition: 'inline' | 'attachment';
  readonly fileName: string;
}

export interface Signer {
  sign(studioId: string, key: string, options: Required<AddressOptions>): string;
  /** @param url path and query as received. @throws AppError forbidden for a wrong signature, gone for an old one */
  verify(url: URL): SignedFile;
}

/** `files` is a reserved slug, so that no studio can take it. */
export function filesOrigin(publicUrl: URL): URL {
  const origin = new URL(publicUrl.origin);
  origin.hostname = `files.${publicUrl.hostname}`;
  return origin;
}

export function createSigner(origin: string, secret: Buffer, now: () => Date): Signer {
  // The path is signed as it was sent: nothing that is decoded or normalized later can change what was meant.
  const signatureOf = (path: string, expires: string, disposition: string, name: string) =>
    createHmac('sha256', secret)
      .update(JSON.stringify([path, expires, disposition, name]))
      .digest();
  return {
    sign(studioId, key, { expiresInSeconds, disposition, fileName }) {
      const path = `/${studioId}/${key}`;
      const expires = String(Math.floor(now().getTime() / 1_000) + expiresInSeconds);
      const signature = signatureOf(path, expires, disposition, fileName).toString('base64url');
      return `${origin}${path}?${new URLSearchParams({ expires, disposition, name: fileName, signature })}`;
    },
    verify({ pathname, searchParams }) {
      const [expires, disposition, name, given] = ['expires', 'disposition', 'name', 'signature'].map(
        (parameter) => searchParams.get(parameter) ?? '',
      ) as [string, string, string, string];
      const expected = signatureOf(pathname, expires, disposition, name);
      const signature = Buffer.from(given, 'base64url');
      if (signature.length !== expected.length || !timingSafeEqual(signature, expected))
        throw new AppError('forbidden', 'platform.error.fileSignature');
      if (Number(expires) * 1_000 <= now().getTime()) throw new AppError('gone', 'platform.error.fileExpired');
      const [, studioId = '', ...key] = pathname.split('/');
      return { studioId, key: key.join('/'), disposition: disposition as 'inline' | 'attachment', fileName: name };
    },
  };
}
