/** Notes everything that goes wrong in a page while a test uses it, also what cannot be seen. */
import type { BrowserContext, Page, Request } from 'playwright-core';

export interface Watch {
  /** One line for each fault, oldest first. */
  readonly faults: string[];
  /** Answers of 400 and above that a test means to get. */
  readonly expected: Set<number>;
}

export interface Violation {
  readonly directive: string;
  readonly blocked: string;
}

/** Runs in every document before its own scripts. */
function listenForViolations(): void {
  document.addEventListener('securitypolicyviolation', (event) => {
    const { regieViolation } = window as unknown as { regieViolation(violation: Violation): void };
    regieViolation({ directive: event.effectiveDirective, blocked: event.blockedURI || event.sample });
  });
}

/** A navigation that overtakes a fetch, and a download, end like this: nothing is wrong with them. */
const isCutShort = (request: Request) => request.failure()?.errorText === 'net::ERR_ABORTED';

/** Chromium says this of every answer of 400 and above; those are judged by their status. */
const isStatus = (text: string) => /^Failed to load resource: the server responded with a status of/.test(text);

/** HTMX says this of a request that a later one replaces, as while one types; one that fails it names by another event. */
const isReplaced = (text: string) => /^htmx:(sendAbort|afterRequest)\b/.test(text);

const short = (url: string) => url.replace(/^https?:\/\/[^/]*/, '').slice(0, 160) || '/';

function watchPage(page: Page, { faults, expected }: Watch): void {
  const where = () => short(page.url());
  page.on('pageerror', (error) => faults.push(`${where()}: ${error.message}`));
  page.on('console', (message) => {
    const [text, isError] = [message.text(), message.type() === 'error'];
    if (isError && !isStatus(text) && !isReplaced(text)) faults.push(`${where()}: console: ${text}`);
  });
  page.on('dialog', (dialog) => {
    faults.push(`${where()}: dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('requestfailed', (request) => {
    if (!isCutShort(request))
      faults.push(`${where()}: ${short(request.url())} failed: ${request.failure()?.errorText}`);
  });
  page.on('response', (response) => {
    const status = response.status();
    if (status >= 400 && !expected.has(status))
      faults.push(`${where()}: ${response.request().method()} ${short(response.url())} answered ${status}`);
  });
}

/** Watches every page that the context opens from now on. */
export async function watch(context: BrowserContext): Promise<Watch> {
  const noted: Watch = { faults: [], expected: new Set() };
  context.on('page', (page) => watchPage(page, noted));
  await context.exposeBinding('regieViolation', ({ page }, { directive, blocked }: Violation) => {
    noted.faults.push(`${short(page.url())}: the policy refused ${directive}: ${blocked}`);
  });
  await context.addInitScript(listenForViolations);
  return noted;
}
