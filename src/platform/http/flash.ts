/** What happened, said on the next page: a cookie that holds a message key, read once. */
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { AppContext } from '#platform/http/env.ts';
import type { Flash } from '#platform/http/ui.ts';
import type { MessageKey, Translate } from '#platform/i18n/translate.ts';

const NAME = '__Host-flash';
const OPTIONS = { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const;

type Values = Readonly<Record<string, string | number>>;

interface Undo {
  readonly label: MessageKey;
  /** Path that takes a POST. */
  readonly action: string;
}

export function flash(c: AppContext, tone: Flash['tone'], key: MessageKey, values: Values = {}, undo?: Undo): void {
  const text = Buffer.from(JSON.stringify([tone, key, values, undo])).toString('base64url');
  if (text.length < 3_000) setCookie(c, NAME, text, { ...OPTIONS, maxAge: 60 });
}

/** What an answer says on the next page, to be said again. */
export function sentFlash(answer: Response): string | null {
  const line = answer.headers.getSetCookie().find((cookie) => cookie.startsWith(`${NAME}=`));
  return line?.slice(NAME.length + 1).split(';')[0] || null;
}

export function repeatFlash(c: AppContext, text: string): void {
  setCookie(c, NAME, text, { ...OPTIONS, maxAge: 60 });
}

/** A cookie that was tampered with says nothing. */
export function takeFlash(c: AppContext, t: Translate): Flash | null {
  const text = getCookie(c, NAME);
  if (!text) return null;
  deleteCookie(c, NAME, OPTIONS);
  try {
    const [tone, key, values, undo] = JSON.parse(Buffer.from(text, 'base64url').toString()) as [
      ...[tone: Flash['tone'], key: MessageKey, values: Values, undo?: Undo],
    ];
    return {
      tone: tone === 'bad' || tone === 'info' ? tone : 'ok',
      text: t(key, values),
      undo: undo && /^\/[a-z]/.test(undo.action) ? { label: t(undo.label), action: undo.action } : undefined,
    };
  } catch {
    return null;
  }
}
