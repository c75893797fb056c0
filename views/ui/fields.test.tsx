import { type HTMLElement, parse } from 'node-html-parser';
import { describe, expect, test } from 'vitest';
import type { Ui } from '#platform/http/ui.ts';
import { catalogs } from '#platform/i18n/catalogs.ts';
import { createTranslator } from '#platform/i18n/translate.ts';
import { ErrorSummary } from '#views/ui/error-summary.tsx';
import { Fields } from '#views/ui/fields.tsx';
import { Form } from '#views/ui/form.tsx';
import { freshForm } from '#views/ui/form-state.ts';
import { DateField } from '#views/ui/moment-field.tsx';
import { PageHead } from '#views/ui/page-head.tsx';
import { Select } from '#views/ui/select.tsx';
import { TextArea } from '#views/ui/text-area.tsx';
import { TextField } from '#views/ui/text-field.tsx';

const ui = { t: createTranslator(catalogs, 'fr'), requestKey: () => 'k' } as Ui;

const NAUGHTY = [
  '&lt;b&gt;',
  '&amp;amp;',
  '&copy=1&reg',
  '"><script>alert(1)</script>',
  "' onfocus='x",
  '</textarea><img src=x>',
  '{{7*7}} %00 \\',
  '\u202Etest \u0000? 👩‍👩‍👧 ﷽',
];

async function draw(element: JSX.Element): Promise<HTMLElement> {
  return parse(await element);
}

describe('what was typed comes back byte for byte', () => {
  test.each(NAUGHTY)('in a text field: %s', async (text) => {
    const root = await draw(<TextField form={freshForm({ name: text })} name="name" label={text} help={text} />);
    expect(root.querySelector('input')?.getAttribute('value')).toBe(text);
    expect(root.querySelector('label')?.text).toBe(text);
    expect(root.querySelectorAll('*').map((each) => each.rawTagName)).toEqual(['div', 'label', 'input', 'p']);
  });

  test.each([...NAUGHTY, '\n\nfirst line is empty'])('in a text area: %j', async (text) => {
    const markup = await (<TextArea form={freshForm({ notes: text })} name="notes" label="Notes" />);
    const inner = /<textarea[^>]*>\n([\s\S]*)<\/textarea>/.exec(markup)?.[1] ?? '';
    expect(inner).not.toContain('<');
    expect(parse(`<p>${inner}</p>`).text).toBe(text);
  });

  test.each(NAUGHTY)('in a select: %s', async (text) => {
    const root = await draw(
      <Select form={freshForm({ room: text })} name="room" label="Salle" options={[{ value: text, label: text }]} />,
    );
    const option = root.querySelector('option[selected]');
    expect(option?.getAttribute('value')).toBe(text);
    expect(option?.text).toBe(text);
  });

  test('where a date control would swallow it', async () => {
    const kept = await draw(<DateField form={freshForm({ day: 'le 20' })} name="day" label="Jour" />);
    expect(kept.querySelector('input')?.attributes).toMatchObject({ type: 'text', value: 'le 20' });
    const read = await draw(<DateField form={freshForm({ day: '2026-11-20' })} name="day" label="Jour" />);
    expect(read.querySelector('input')?.attributes).toMatchObject({ type: 'date', value: '2026-11-20' });
  });

  test('but not a password', async () => {
    const root = await draw(
      <TextField form={freshForm({ p: 'secret' })} name="p" label="Mot de passe" type="password" />,
    );
    expect(root.toString()).not.toContain('secret');
  });
});

describe('what is wrong', () => {
  const form = { values: {}, errors: { email: 'Il manque un @.', '': 'Studio plein.' } };

  test('is tied to its field', async () => {
    const root = await draw(
      <TextField form={form} name="email" label="Adresse" help="Pour les factures." scope="new" />,
    );
    const input = root.querySelector('input');
    expect(input?.getAttribute('aria-invalid')).toBe('true');
    const described = (input?.getAttribute('aria-describedby') ?? '').split(' ');
    expect(described.map((id) => root.getElementById(id)?.text)).toEqual(['Pour les factures.', 'Il manque un @.']);
    expect(root.querySelector('label')?.getAttribute('for')).toBe(input?.getAttribute('id'));
  });

  test('is listed on top, with links, and takes the focus', async () => {
    const root = await draw(
      <Form ui={ui} action="/clients" form={form}>
        <Fields>
          <TextField form={form} name="email" label="Adresse" />
        </Fields>
      </Form>,
    );
    const summary = root.querySelector('[role=alert]');
    expect(summary?.querySelector('h2')?.text).toBe('2 points sont à corriger');
    const target = summary?.querySelector('a')?.getAttribute('href')?.slice(1) ?? '';
    expect(root.getElementById(target)?.getAttribute('name')).toBe('email');
    expect(summary?.hasAttribute('autofocus')).toBe(true);
    expect(summary?.querySelectorAll('li').map((item) => item.text)).toEqual([
      'Studio plein.',
      'Adresse\u00a0: il manque un @.',
    ]);
  });

  test('is nothing when nothing is', async () => {
    expect(await (<ErrorSummary ui={ui} form={freshForm()} />)).toBe('');
  });
});

test('frames around nothing are left out', async () => {
  const root = await draw(
    <PageHead ui={ui} title="Clients">
      {false}
    </PageHead>,
  );
  expect(root.querySelector('.spread')).toBeNull();
});
