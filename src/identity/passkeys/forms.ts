/** What navigator.credentials gave the page's script, as a field of a form. */
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';
import { requiredName } from '#platform/format/fields.ts';

const LONGEST = 16_000;

const base64url = z
  .string()
  .max(LONGEST)
  .regex(/^[\w-]+$/);

const json = z
  .string()
  .max(LONGEST)
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom' });
      return z.NEVER;
    }
  });

const clientData = base64url
  .transform((text) => Buffer.from(text, 'base64url').toString())
  .pipe(json)
  .pipe(z.object({ challenge: base64url }));

const credential = { id: base64url, rawId: base64url, type: z.literal('public-key') };

/** The answer itself, and beside it the challenge that it says to answer. */
function answerOf<S extends z.ZodType<{ response: { clientDataJSON: string } }>>(schema: S) {
  return json.pipe(schema).transform((answer, context) => {
    const client = clientData.safeParse(answer.response.clientDataJSON);
    if (client.success) return { answer, challenge: client.data.challenge };
    context.addIssue({ code: 'custom' });
    return z.NEVER;
  });
}

export const newPasskeyForm = z.object({
  name: requiredName(),
  answer: answerOf(
    z
      .object({
        ...credential,
        response: z.object({
          clientDataJSON: base64url,
          attestationObject: base64url,
          transports: z.array(z.string().max(40)).max(10).default([]),
        }),
      })
      .transform((given): RegistrationResponseJSON => ({ ...given, clientExtensionResults: {} })),
  ),
});

export const passkeyNameForm = z.object({ name: requiredName() });

export const passkeyAnswer = answerOf(
  z
    .object({
      ...credential,
      response: z.object({
        clientDataJSON: base64url,
        authenticatorData: base64url,
        signature: base64url,
        userHandle: base64url,
      }),
    })
    .transform((given): AuthenticationResponseJSON => ({ ...given, clientExtensionResults: {} })),
);

export const passkeyLoginForm = z.object({ next: z.string().optional(), answer: passkeyAnswer });

export type NewPasskey = z.output<typeof newPasskeyForm>;
export type PasskeyAnswer = z.output<typeof passkeyAnswer>;
