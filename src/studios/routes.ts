import { Hono } from 'hono';
import { loadSettings } from '#platform/contributions/load-settings.ts';
import { listZones } from '#platform/format/zoned.ts';
import { can, freshProof } from '#platform/http/access.ts';
import type { AppContext, Env } from '#platform/http/env.ts';
import { notFound } from '#platform/http/errors.ts';
import { flash } from '#platform/http/flash.ts';
import { type FormState, readBody, readForm } from '#platform/http/forms.ts';
import { redirect, render, uiOf } from '#platform/http/render.ts';
import type { Ui } from '#platform/http/ui.ts';
import type { MessageKey } from '#platform/i18n/translate.ts';
import { runInThread } from '#platform/runtime/threads.ts';
import { billingForm, companyForm, studioForm } from '#studios/forms.ts';
import { LARGEST_LOGO, type LogoFault } from '#studios/logo-image.ts';
import { COUNTRIES, CURRENCIES, type StudioProfile } from '#studios/model.ts';
import { BILLING_SETTINGS, COMPANY_SETTINGS, LOGO_SETTINGS, STUDIO_SETTINGS } from '#studios/paths.ts';
import type { SavedSettings } from '#studios/queries.ts';
import {
  changeBilling,
  getProfile,
  getSavedSettings,
  readLogo,
  removeLogo,
  setLogo,
  updateProfile,
  updateStudio,
} from '#studios/service.ts';
import { BillingSettings } from '#views/studios/billing.tsx';
import { CompanySettings } from '#views/studios/company.tsx';
import { SettingsIndex } from '#views/studios/index.tsx';
import { LogoSettings } from '#views/studios/logo.tsx';
import { StudioSettings } from '#views/studios/studio.tsx';
import { freshForm } from '#views/ui/form-state.ts';

export const routes = new Hono<Env>()
  .get('/', can('studios.read'), async (c) => {
    const settings = await loadSettings(c);
    return render(c, (ui) => ({ title: ui.t('studios.settings'), body: SettingsIndex({ ui, settings }) }));
  })

  .get('/studio', can('studios.update'), async (c) =>
    showStudio(c, freshForm(studioValues(await getSavedSettings(c.var.scope)))),
  )
  .post('/studio', can('studios.update'), async (c) => {
    const form = await readForm(c, studioForm);
    if (!form.ok) return showStudio(c, form, 422);
    await updateStudio(c.var.scope, form.value);
    return saved(c, STUDIO_SETTINGS);
  })

  .get('/company', can('studios.update-billing'), async (c) =>
    showCompany(c, freshForm(companyValues(await getProfile(c.var.scope), uiOf(c)))),
  )
  .post('/company', can('studios.update-billing'), async (c) => {
    const form = await readForm(c, companyForm(uiOf(c).format));
    if (!form.ok) return showCompany(c, form, 422);
    await updateProfile(c.var.scope, form.value);
    return saved(c, COMPANY_SETTINGS);
  })

  .get('/billing', can('studios.update-billing'), async (c) =>
    showBilling(c, freshForm(billingValues(await getProfile(c.var.scope)))),
  )
  .post('/billing', can('studios.update-billing'), freshProof('studios.proof.billing'), async (c) => {
    const form = await readForm(c, billingForm);
    if (!form.ok) return showBilling(c, form, 422);
    await changeBilling(c.var.scope, form.value);
    return saved(c, BILLING_SETTINGS);
  })

  .get('/logo', can('studios.update'), (c) => showLogo(c))
  .post('/logo', can('studios.update'), async (c) => {
    const file = (await readBody(c)).files.get('logo');
    if (!file || file.size === 0) return showLogo(c, 'studios.error.logoMissing');
    if (file.size > LARGEST_LOGO) return showLogo(c, 'studios.error.logoSize');
    const bytes = new Uint8Array(await file.arrayBuffer());
    const image = await runInThread('studios.logo', { bytes }, { timeoutMs: 10_000 });
    if (typeof image === 'string') return showLogo(c, LOGO_ERRORS[image]);
    await setLogo(c.var.scope, image);
    return saved(c, LOGO_SETTINGS);
  })
  .post('/logo/removal', can('studios.update'), async (c) => {
    await removeLogo(c.var.scope);
    return saved(c, LOGO_SETTINGS);
  })
  .get('/logo/image', can('studios.read'), async (c) => {
    const found = await readLogo(c.var.scope);
    if (!found) throw notFound();
    c.header('Cache-Control', 'private, max-age=31536000, immutable');
    return c.body(new Uint8Array(found.content), 200, { 'Content-Type': found.logo.type });
  });

const LOGO_ERRORS = {
  type: 'studios.error.logoType',
  broken: 'studios.error.logoBroken',
  dimensions: 'studios.error.logoDimensions',
} as const satisfies Record<LogoFault, MessageKey>;

function saved(c: AppContext, path: string): Response {
  flash(c, 'ok', 'studios.saved');
  return redirect(c, path);
}

function showStudio(c: AppContext, form: FormState, status: 200 | 422 = 200) {
  const choices = { zones: listZones(), currencies: CURRENCIES };
  return render(
    c,
    (ui) => ({
      title: ui.t('studios.studio.title'),
      styles: ['studios'],
      body: StudioSettings({ ui, form, ...choices }),
    }),
    status,
  );
}

function showCompany(c: AppContext, form: FormState, status: 200 | 422 = 200) {
  return render(
    c,
    (ui) => ({
      title: ui.t('studios.company.title'),
      styles: ['studios'],
      body: CompanySettings({ ui, form, countries: COUNTRIES }),
    }),
    status,
  );
}

function showBilling(c: AppContext, form: FormState, status: 200 | 422 = 200) {
  return render(
    c,
    (ui) => ({
      title: ui.t('studios.billing.title'),
      styles: ['studios'],
      body: BillingSettings({ ui, form }),
    }),
    status,
  );
}

async function showLogo(c: AppContext, error?: MessageKey) {
  const { logo } = await getProfile(c.var.scope);
  return render(
    c,
    (ui) => {
      const form = error ? { values: {}, errors: { logo: ui.t(error) } } : freshForm();
      return {
        title: ui.t('studios.logo.title'),
        styles: ['studios'],
        body: LogoSettings({ ui, logo, form }),
      };
    },
    error ? 422 : 200,
  );
}

function studioValues({ name, locale, timeZone, currency, accentHue }: SavedSettings): Record<string, string> {
  return { name, locale, timeZone, currency, accentHue: accentHue === null ? '' : String(accentHue) };
}

function companyValues({ capital, logo: _logo, paymentDays: _days, ...texts }: StudioProfile, { format }: Ui) {
  return { ...texts, capital: capital ? format.moneyPlain(capital) : '' };
}

function billingValues({ capital: _capital, logo: _logo, paymentDays, ...texts }: StudioProfile) {
  return { ...texts, paymentDays: String(paymentDays) };
}
