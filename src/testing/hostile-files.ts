/** Small files that cost a reader far more than their size. */

export interface HostileFile {
  readonly name: string;
  readonly content: string;
  /** What the refusal says; null for a file that is taken, however poor it is. */
  readonly said: RegExp | null;
}

const SIZE = 9_900_000;

function fill(unit: string, size = SIZE): string {
  return unit.repeat(Math.floor(size / unit.length));
}

function card(...properties: readonly string[]): string {
  return ['BEGIN:VCARD', 'VERSION:3.0', 'FN:Ada', ...properties, 'END:VCARD', ''].join('\r\n');
}

/** A file of 20,000 rows and every field in use: the largest that is taken. */
function fullest(): string {
  const row = (index: number) =>
    `Client ${index};c${index}@masse.example;06 ${10_000_000 + index};Ville;${'n'.repeat(400)}`;
  return ['Nom;E-mail;Téléphone;Ville;Notes', ...Array.from({ length: 20_000 }, (_, index) => row(index))].join('\r\n');
}

export const HOSTILE_CSV: readonly HostileFile[] = [
  { name: 'forty thousand columns', content: `${fill('c,', 80_000)}\nx\n`, said: /Ligne 1 : plus de 200 colonnes/ },
  { name: 'ten million commas', content: fill(','), said: /Ligne 1 : plus de 200 colonnes/ },
  {
    name: 'commas in a later row',
    content: `Nom,Ville\n${fill('a,b\n', 40_000)}${fill(',')}`,
    said: /Ligne 10 002 : plus de 200 colonnes/,
  },
  { name: 'ten million newlines', content: fill('\n'), said: /plus de 500 000 sauts de ligne/ },
  { name: 'ten million carriage returns', content: `Nom\r${fill('\r')}`, said: /plus de 500 000 sauts de ligne/ },
  { name: 'ten million quotes', content: fill('"'), said: /Ligne 1 : plus de 100 000 caractères/ },
  { name: 'quotes that never close', content: `Nom\n${fill('"a"x')}`, said: /Ligne 2 : plus de 100 000 caractères/ },
  { name: 'a quote in every row', content: fill('"a\n'), said: /Ligne 1 : plus de 100 000 caractères/ },
  {
    name: 'quoted newlines',
    content: `Nom\n"${fill('\n', 90_000)}"\n`.repeat(100),
    said: /plus de 500 000 sauts de ligne/,
  },
  { name: 'one long word', content: fill('é'.repeat(9), SIZE / 2), said: /Ligne 1 : plus de 100 000 caractères/ },
  { name: 'a million rows', content: `Nom;Ville\n${fill('a;b\n', 4_000_000)}`, said: /plus de 20 000 lignes/ },
  { name: 'every row as wide as may be', content: fill(`${','.repeat(199)}\n`, 3_900_000), said: null },
  { name: 'twenty thousand clients', content: fullest(), said: null },
];

export const HOSTILE_CARDS: readonly HostileFile[] = [
  { name: 'a card of telephones', content: card(fill('TEL:0\r\n')), said: /ligne 1 a plus de 500 propriétés/ },
  {
    name: 'a card of newlines',
    content: card(fill('\r\n')),
    said: /plus de 500 000 sauts de ligne|plus de 500 propriétés/,
  },
  { name: 'newlines between cards', content: card() + fill('\n') + card(), said: /plus de 500 000 sauts de ligne/ },
  { name: 'a note of megabytes', content: card(`NOTE:${fill('x')}`), said: /dépasse 10 000 caractères/ },
  {
    name: 'a folded note',
    content: card(`NOTE:x\r\n${fill(` ${'x'.repeat(70)}\r\n`)}`),
    said: /dépasse 10 000 caractères/,
  },
  {
    name: 'a property of parameters',
    content: card(`TEL${fill(';TYPE=a', 9_000)}:0`),
    said: /dépasse 10 000 caractères/,
  },
  { name: 'a hundred thousand cards', content: fill(card(), 6_000_000), said: /plus de 20 000 cartes/ },
  {
    name: 'cards full of commas',
    content: fill(card(...Array<string>(20).fill(`NICKNAME:${','.repeat(9_000)}`))),
    said: /ligne 1 a plus de 500 éléments/,
  },
  {
    name: 'thousands of cards with a picture',
    content: fill(card(`PHOTO;ENCODING=b:${'A'.repeat(1_000)}`), 3_000_000),
    said: null,
  },
];
