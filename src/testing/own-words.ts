/** What a page may show that is not in a catalogue: what the databases hold, and what the platform's formatters say. */
import { connect } from '#platform/db/client.ts';
import { LOCALES, localeName, localeTag } from '#platform/i18n/locale.ts';
import type { TestStudio } from '#testing/studio.ts';

/** Kinds, statuses and names of actions are ours and have to be translated; so none of them counts as data. */
const CODE = /^[a-z]+([-_.:][a-z]+)*$/;

/** Every text in every table of the studio, and the names of the people and the studio in the control database. */
export async function textsOf({ installation, studio }: TestStudio): Promise<ReadonlySet<string>> {
  const { cluster } = installation;
  const texts = new Set<string>();
  for (const [database, only] of [
    [studio.database, null],
    [cluster.control, ['users', 'studios', 'hostnames']],
  ] as const) {
    const { sql } = connect(cluster.admin(database), { max: 1, name: 'regie test' });
    const tables = await sql<{ name: string }[]>`
      select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`;
    for (const { name } of tables.filter(({ name }) => only?.some((known) => known === name) ?? true))
      for (const { row } of await sql<{ row: unknown }[]>`select to_jsonb(t) as row from ${sql(name)} t`)
        collect(row, texts);
    await sql.end({ timeout: 5 });
  }
  return texts;
}

function collect(value: unknown, texts: Set<string>): void {
  if (typeof value === 'string') for (const line of value.split(/\r\n|\r|\n/)) if (!CODE.test(line)) texts.add(line);
  if (value !== null && typeof value === 'object') for (const part of Object.values(value)) collect(part, texts);
}

/** Names of days, months, countries, currencies and languages, and how long ago something was. */
export function formattedWords(): ReadonlySet<string> {
  const tag = localeTag('fr');
  const zones = Intl.supportedValuesOf('timeZone').map((zone) => zone.replaceAll('_', ' '));
  const words = new Set<string>(['Régie', 'min', 'Linux', ...LOCALES.map(localeName), ...zones]);
  for (const name of dayAndMonthNames(tag)) words.add(name).add(name.replace(/^./, (letter) => letter.toUpperCase()));
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  for (const unit of ['second', 'minute', 'hour', 'day', 'month', 'year'] as const)
    for (let count = -60; count <= 60; count += 1) words.add(relative.format(count, unit));
  const currencies = Intl.supportedValuesOf('currency');
  const codes = {
    currency: currencies,
    region: twoLetters(),
    language: twoLetters().map((code) => code.toLowerCase()),
  };
  for (const type of ['currency', 'region', 'language'] as const) {
    const names = new Intl.DisplayNames(tag, { type, fallback: 'code' });
    for (const code of codes[type]) words.add(names.of(code) ?? code);
  }
  for (const code of currencies) words.add(code);
  return words;
}

function twoLetters(): readonly string[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return letters.flatMap((first) => letters.map((second) => first + second));
}

/** Fifty days show every month and every day of the week. */
function dayAndMonthNames(tag: string): readonly string[] {
  const dates = Array.from({ length: 50 }, (_, index) => new Date(Date.UTC(2026, 0, 1 + index * 8)));
  return (['long', 'short'] as const).flatMap((style) =>
    [{ month: style }, { weekday: style }].flatMap((part) => {
      const format = new Intl.DateTimeFormat(tag, { ...part, timeZone: 'UTC' });
      return dates.map((date) => format.format(date));
    }),
  );
}
