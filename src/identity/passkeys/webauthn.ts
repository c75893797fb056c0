/**
 * What the library checks of an answer (WebAuthn level 3, sections 7.1 and 7.2). It is loaded for the first answer: from its
 * sources it takes 25 MB and a third of a second, and many processes never need it.
 */
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { AttestationObject } from '@simplewebauthn/server/helpers';
import { CHALLENGE_MINUTES } from '#identity/model.ts';
import { log } from '#platform/telemetry/log.ts';

/** Ed25519, ES256 and RS256: what authenticators have and every runtime of ours verifies. */
const ALGORITHMS = [-8, -7, -257];
const TIMEOUT_MS = CHALLENGE_MINUTES * 60_000;

export interface NewPasskeyOptions {
  readonly host: string;
  readonly challenge: string;
  /** As the browser's dialogue calls where it is good. */
  readonly place: string;
  readonly user: { readonly handle: string; readonly email: string; readonly name: string };
  /** That the authenticator may hold already. */
  readonly known: readonly { readonly credentialId: string; readonly transports: readonly string[] }[];
}

export function creationOptions(wanted: NewPasskeyOptions): PublicKeyCredentialCreationOptionsJSON {
  const { host, challenge, place, user, known } = wanted;
  return {
    challenge,
    rp: { id: host, name: place },
    user: { id: user.handle, name: user.email, displayName: user.name },
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ alg, type: 'public-key' })),
    timeout: TIMEOUT_MS,
    attestation: 'none',
    excludeCredentials: known.map(describeCredential),
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
  };
}

/** @param known of the user who is asked; without any, the browser offers all that it has for the host */
export function requestOptions(
  host: string,
  challenge: string,
  known: NewPasskeyOptions['known'] = [],
): PublicKeyCredentialRequestOptionsJSON {
  const allowCredentials = known.map(describeCredential);
  return { challenge, rpId: host, timeout: TIMEOUT_MS, userVerification: 'required', allowCredentials };
}

function describeCredential({ credentialId, transports }: NewPasskeyOptions['known'][number]) {
  return { id: credentialId, type: 'public-key' as const, transports: [...transports] };
}

export interface Expected {
  readonly challenge: string;
  readonly host: string;
  /** `https://host:port` of the page. */
  readonly origin: string;
}

/** @returns null for an answer that proves nothing */
export async function verifyNewPasskey(response: RegistrationResponseJSON, { challenge, host, origin }: Expected) {
  const [{ verifyRegistrationResponse }, helpers] = await Promise.all([
    import('@simplewebauthn/server'),
    import('@simplewebauthn/server/helpers'),
  ]);
  return proven(async () => {
    const { attestationObject } = response.response;
    if (namesCertificates(helpers.decodeAttestationObject(helpers.isoBase64URL.toBuffer(attestationObject))))
      return null;
    const { registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: host,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    return registrationInfo ?? null;
  });
}

/**
 * Browsers send none, as none are asked for. The library would fetch the list of revoked ones from an address that a certificate
 * names, whatever that is.
 */
function namesCertificates(attestation: AttestationObject): boolean {
  const isSelfSigned = attestation.get('fmt') === 'packed' && attestation.get('attStmt').get('x5c') === undefined;
  return attestation.get('fmt') !== 'none' && !isSelfSigned;
}

export interface KnownPasskey {
  readonly credentialId: string;
  readonly publicKey: Uint8Array;
  readonly counter: number;
}

/** @returns null for an answer that proves nothing: another key, origin or host, no user verified, a counter that went back */
export async function verifyAnswer(
  response: AuthenticationResponseJSON,
  { challenge, host, origin }: Expected,
  { credentialId, publicKey, counter }: KnownPasskey,
) {
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server');
  return proven(async () => {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: host,
      requireUserVerification: true,
      credential: { id: credentialId, publicKey: new Uint8Array(publicKey), counter },
    });
    return verified ? authenticationInfo : null;
  });
}

/** The library throws for most of what is wrong with an answer. Its messages quote the challenge, which no log may hold. */
async function proven<T>(verify: () => Promise<T | null>): Promise<T | null> {
  try {
    return await verify();
  } catch (error) {
    log.info('identity.passkey-unproven', { kind: error instanceof Error ? error.name : 'unknown' });
    return null;
  }
}
