/** Mails about what may have been another's doing: what happened, and what to do then. Each in its reader's language. */
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { nameOf } from '#identity/here.ts';
import { describeBrowser } from '#identity/model.ts';
import { LOGIN, LOGINS, MEMBERS, PASSWORD_RESETS, SECURITY } from '#identity/paths.ts';
import { type Account, findAccount, findMember, listOwners } from '#identity/queries.ts';
import { logins } from '#identity/schema.ts';
import { actorName } from '#platform/actor.ts';
import type { Id } from '#platform/db/ids.ts';
import { createFormatter } from '#platform/format/formatter.ts';
import type { LocalDay } from '#platform/format/zoned.ts';
import { catalogs } from '#platform/i18n/catalogs.ts';
import { DEFAULT_LOCALE } from '#platform/i18n/locales.ts';
import { createTranslator } from '#platform/i18n/translate.ts';
import { defineJob, type JobRun } from '#platform/jobs/define-job.ts';
import type { MainScope, Role, Scope } from '#platform/scope.ts';
import { BILLING_SETTINGS } from '#studios/paths.ts';
import { type NoticeEvent, noticeMail } from '#views/identity/notices/notice.email.tsx';
import { deviceName } from '#views/ui/device-name.ts';

const PERSONAL = ['new-device', 'password-changed', 'role-changed', 'factor-lifted'] as const;
const COMMON = ['bank-changed', 'member-lifted', 'policy-changed'] as const;
const ROLES = ['owner', 'admin', 'manager', 'user'] as const;

interface Personal {
  readonly userId: string;
  readonly event: (typeof PERSONAL)[number];
  readonly loginId?: string | undefined;
  readonly from?: Role | undefined;
  readonly role?: Role | undefined;
}

interface Common {
  readonly event: (typeof COMMON)[number];
  readonly memberId?: string | undefined;
}

declare module '#platform/scope.ts' {
  interface Jobs {
    /** To one member, about their own account. */
    'identity.send-notice': Personal;
    /** To every owner, about the studio. */
    'identity.tell-owners': Common;
  }
}

/** There is no studio that says otherwise. */
const ON_MAIN = { locale: DEFAULT_LOCALE, timeZone: 'Europe/Paris', currency: 'EUR' };

const PLACES = {
  'new-device': LOGINS,
  'password-changed': PASSWORD_RESETS,
  'role-changed': '/',
  'factor-lifted': LOGIN,
  'bank-changed': BILLING_SETTINGS,
  'member-lifted': MEMBERS,
  'policy-changed': SECURITY,
} as const;

export const sendPersonalNotice = defineJob<Personal>({
  payload: z.object({
    userId: z.string(),
    event: z.enum(PERSONAL),
    loginId: z.string().optional(),
    from: z.enum(ROLES).optional(),
    role: z.enum(ROLES).optional(),
  }),
  run: sendPersonal,
  runOnMain: sendPersonal,
});

async function sendPersonal(
  scope: Scope | MainScope,
  { userId, event, loginId, from, role }: Personal,
  { key }: JobRun,
): Promise<void> {
  const account = await findAccount(scope, userId);
  if (!account) return;
  const login = loginId === undefined ? null : await findOpened(scope, loginId as Id<'login'>);
  const notice: Notice = {
    ...{ event, path: PLACES[event], at: login?.createdAt ?? scope.now },
    ...(login && { browser: { ...describeBrowser(login.userAgent), address: login.address } }),
    ...(from && role && { roles: { from, role } }),
    by: actorName(scope.actor),
  };
  await sendNotice(scope, account, notice, key);
}

export const tellOwners = defineJob<Common>({
  payload: z.object({ event: z.enum(COMMON), memberId: z.string().optional() }),
  async run(scope, { event, memberId }, { key }) {
    const member = memberId && (await findMember(scope.control, scope.studio.id, memberId));
    const notice: Notice = {
      ...{ event, path: PLACES[event], at: scope.now, by: actorName(scope.actor) },
      ...(member && { member: member.name }),
    };
    for (const owner of await listOwners(scope.control, scope.studio.id))
      await sendNotice(scope, owner, notice, `${key} ${owner.id}`);
  },
});

async function findOpened({ control }: Scope | MainScope, id: Id<'login'>) {
  const { createdAt, address, userAgent } = logins;
  const [login] = await control.select({ createdAt, address, userAgent }).from(logins).where(eq(logins.id, id));
  return login ?? null;
}

export interface Notice {
  readonly event: NoticeEvent;
  /** Where to act. */
  readonly path: string;
  /** When it happened, or will. */
  readonly at: Date;
  /** Of the calendar, where it is about one. */
  readonly day?: LocalDay;
  /** Who did it. */
  readonly by?: string;
  /** Whom it is about, where the reader is another. */
  readonly member?: string;
  /** As the browser says of itself, and its address. */
  readonly browser?: { readonly browser: string; readonly system: string; readonly address: string };
  readonly roles?: { readonly from: Role; readonly role: Role };
}

/** Sent once a key. Names that were typed at a sign-up are not mailed to an address that is not proved. */
export async function sendNotice(
  scope: Scope | MainScope,
  reader: Account,
  { event, path, at, day, by = '', member = '', browser, roles }: Notice,
  key: string,
): Promise<void> {
  const { locale: usual, timeZone, currency } = scope.studio ?? ON_MAIN;
  const locale = reader.locale ?? usual;
  const t = createTranslator(catalogs, locale);
  const format = createFormatter({ locale, timeZone, currency });
  const proved = reader.confirmedAt !== null;
  const values = {
    host: new URL(scope.link('/')).hostname,
    at: day === undefined ? format.dateTime(at) : format.date(day, 'long'),
    by: proved ? by : '',
    member: proved ? member : '',
    device: deviceName(t, browser ?? describeBrowser('')),
    address: browser?.address ?? '',
    from: roles ? t(`ui.role.${roles.from}`) : '',
    role: roles ? t(`ui.role.${roles.role}`) : '',
  };
  const mail = await noticeMail({ t, event, name: proved ? reader.name : null, values, link: scope.link(path) });
  const fromName = proved ? nameOf(scope) : t('identity.confirmation.from');
  await scope.mail.send({ to: reader.email, fromName, ...mail }, key);
}
