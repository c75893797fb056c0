/** An authenticator in software, with ES256 keys, and the browser before it. Each part of what it says can be made to lie. */
import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';
import type { TestStudio } from '#testing/studio.ts';
import type { RequestOptions, TestPage, Visitor } from '#testing/visit.ts';

export const PASSKEYS = '/settings/passkeys';
export const PASSKEY_LOGIN = '/login/passkey';

/** Bits of the authenticator's data. */
export const FLAGS = { present: 1, verified: 4, syncs: 8, isSynced: 16, holdsKey: 64 } as const;

/** What the server asks of the browser: as much of it as a test needs. */
export interface Asked {
  readonly challenge: string;
  readonly rpId?: string;
  readonly rp?: { readonly id: string; readonly name: string };
  readonly user?: { readonly id: string; readonly name: string };
  readonly userVerification?: string;
  readonly allowCredentials?: readonly { readonly id: string }[];
  readonly authenticatorSelection?: { readonly userVerification: string; readonly residentKey: string };
  readonly excludeCredentials?: readonly { readonly id: string }[];
}

export interface Credential {
  readonly id: string;
  readonly key: KeyObject;
  readonly userHandle: string;
  /** The host that it was made for. */
  readonly host: string;
  readonly origin: string;
}

export interface Lies {
  readonly id?: string;
  readonly challenge?: string;
  readonly origin?: string;
  readonly host?: string;
  readonly type?: string;
  readonly flags?: number;
  readonly counter?: number;
  readonly key?: KeyObject;
  readonly userHandle?: string;
  /** Of the attestation. */
  readonly format?: string;
  readonly statement?: Map<string, never>;
}

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest();

function clientData(type: string, { challenge }: Asked, lies: Lies, origin: string): Buffer {
  const data = { type: lies.type ?? type, challenge: lies.challenge ?? challenge, origin: lies.origin ?? origin };
  return Buffer.from(JSON.stringify({ ...data, crossOrigin: false }));
}

function authenticatorData(host: string, flags: number, counter: number, key = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt8(flags, 0);
  head.writeUInt32BE(counter, 1);
  return Buffer.concat([sha256(host), head, key]);
}

function newKey(): KeyObject {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
}

/** COSE: kty EC2, alg ES256, crv P-256, x, y. */
function coseOf(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' });
  const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64url'));
  const pairs: [number, number | Uint8Array<ArrayBuffer>][] = [
    ...([
      [1, 2],
      [3, -7],
      [-1, 1],
    ] as [number, number][]),
    ...([
      [-2, bytes(x)],
      [-3, bytes(y)],
    ] as [number, Uint8Array<ArrayBuffer>][]),
  ];
  return Buffer.from(isoCBOR.encode(new Map(pairs)));
}

export interface Made {
  readonly credential: Credential;
  /** The field of the form. */
  readonly answer: string;
}

/** navigator.credentials.create */
export function makeCredential(asked: Asked, origin: string, lies: Lies = {}): Made {
  const [key, id] = [createPrivateKey(newKey().export({ format: 'pem', type: 'pkcs8' })), randomBytes(24)];
  const length = Buffer.alloc(2);
  length.writeUInt16BE(id.length);
  const host = asked.rp?.id ?? '';
  const flags = lies.flags ?? FLAGS.present | FLAGS.verified;
  const own = Buffer.concat([Buffer.alloc(16), length, id, coseOf(key)]);
  const data = authenticatorData(lies.host ?? host, flags | FLAGS.holdsKey, lies.counter ?? 0, own);
  const attestation = isoCBOR.encode(
    new Map<string, never>([
      ['fmt', (lies.format ?? 'none') as never],
      ['attStmt', (lies.statement ?? new Map()) as never],
      ['authData', new Uint8Array(data) as never],
    ]),
  );
  const response = {
    clientDataJSON: base64url(clientData('webauthn.create', asked, lies, origin)),
    attestationObject: base64url(attestation),
    transports: ['internal'],
  };
  const credential = { id: lies.id ?? base64url(id), key, userHandle: asked.user?.id ?? '', host, origin };
  return { credential, answer: answerOf(credential.id, response) };
}

/** navigator.credentials.get */
export function useCredential(credential: Credential, asked: Asked, lies: Lies = {}): string {
  const client = clientData('webauthn.get', asked, lies, credential.origin);
  const flags = lies.flags ?? FLAGS.present | FLAGS.verified;
  const data = authenticatorData(lies.host ?? credential.host, flags, lies.counter ?? 0);
  return answerOf(lies.id ?? credential.id, {
    clientDataJSON: base64url(client),
    authenticatorData: base64url(data),
    signature: base64url(sign('sha256', Buffer.concat([data, sha256(client)]), lies.key ?? credential.key)),
    userHandle: lies.userHandle ?? credential.userHandle,
  });
}

function answerOf(id: string, response: object): string {
  return JSON.stringify({ id, rawId: id, type: 'public-key', response, clientExtensionResults: {} });
}

export async function askedBy(visitor: Visitor, page: string, options?: RequestOptions): Promise<Asked> {
  return JSON.parse((await visitor.get(`${page}/options`, options)).text) as Asked;
}

/** @throws Error unless it was taken */
export async function addPasskey(
  { origin }: Pick<TestStudio, 'origin'>,
  visitor: Visitor,
  lies: Lies = {},
): Promise<Credential> {
  const { credential, answer } = makeCredential(await askedBy(visitor, PASSKEYS), origin, lies);
  const page = await visitor.post(PASSKEYS, { name: 'Clé de test', answer });
  if (page.status !== 303) throw new Error(`the passkey was not taken: ${page.status} ${page.text}`);
  return credential;
}

/** What the login page makes of it, in a new browser unless one is given. */
export async function signInWith(
  studio: TestStudio,
  credential: Credential,
  { visitor = studio.visitor(), next, ...lies }: Lies & { visitor?: Visitor; next?: string } = {},
): Promise<{ visitor: Visitor; page: TestPage; answer: string }> {
  const answer = useCredential(credential, await askedBy(visitor, PASSKEY_LOGIN), lies);
  return { visitor, answer, page: await visitor.post(PASSKEY_LOGIN, { answer, next }) };
}
