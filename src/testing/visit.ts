/** A browser without scripts: cookies, forms, redirects. Every HTML page it meets is held against the laws of pages. */
import type { Hono } from 'hono';
import { type HTMLElement, parse } from 'node-html-parser';
import { modules } from '#modules.ts';
import { policyFinder } from '#platform/http/content-policy.ts';
import type { Env } from '#platform/http/env.ts';
import { checkPage } from '#testing/page-laws.ts';

export interface TestPage {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Where a redirect leads, path and query; null without one. */
  readonly location: string | null;
  readonly document: HTMLElement;
  /** Trimmed text of the one element. @throws when there is none */
  one(selector: string): HTMLElement;
  all(selector: string): HTMLElement[];
}

export type Fields = Readonly<Record<string, string | number | boolean | readonly string[] | Blob | undefined>>;

export interface RequestOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Sends the fields as multipart/form-data. */
  readonly multipart?: boolean;
}

export interface Visitor {
  readonly cookies: Map<string, string>;
  get(path: string, options?: RequestOptions): Promise<TestPage>;
  /** As a form of our own page would be sent: same origin, URL-encoded. */
  post(path: string, fields?: Fields, options?: RequestOptions): Promise<TestPage>;
  request(path: string, init: RequestInit): Promise<Response>;
  /** Gets where a redirect leads. */
  follow(page: TestPage): Promise<TestPage>;
}

/** `protocol//host:port` of the app under test. */
export interface VisitTarget {
  readonly app: Pick<Hono<Env>, 'fetch'>;
  readonly origin: string;
  /** What the writes of a request said for themselves; with it every form that is taken must have led to one. */
  readonly actionsOf?: (requestId: string) => readonly string[];
  /** Content-Security-Policy that a path must have; without it that of the product's cards. */
  policyFor?(path: string): string;
}

/** Cookies of the browser alone, and the stand-ins of development. */
const NO_WRITE = /^\/(preferences|dev\/)/;

/** How the cookie of a refusal begins: platform/http/flash.ts. */
const BAD_FLASH = Buffer.from('["bad"').toString('base64url');

/** Whether a form was taken: neither sent before, nor refused, on the page or by a flash, nor answered with the way to the login page or to a proof. */
function isTaken({ status, location, headers }: TestPage): boolean {
  const isRefused = headers.getSetCookie().some((cookie) => cookie.startsWith(`__Host-flash=${BAD_FLASH}`));
  return (
    status < 400 &&
    !isRefused &&
    !headers.has('idempotent-replayed') &&
    !/^\/((portal\/)?login$|proof\?)/.test(location ?? '')
  );
}

function encode(fields: Fields, multipart: boolean): BodyInit {
  const body = multipart ? new FormData() : new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item instanceof Blob) (body as FormData).append(name, item, item instanceof File ? item.name : 'file');
      else body.append(name, String(item));
    }
  }
  return body;
}

function remember(cookies: Map<string, string>, response: Response): void {
  for (const line of response.headers.getSetCookie()) {
    const [pair = '', ...attributes] = line.split(';');
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    const gone = attributes.some((attribute) => /^\s*max-age=0$/i.test(attribute));
    if (gone || value === '') cookies.delete(name);
    else cookies.set(name, value);
  }
}

const productPolicy = policyFinder(modules.flatMap(({ csp }) => Object.entries(csp ?? {})));

async function toPage(response: Response, name: string, policy: string): Promise<TestPage> {
  const text = await response.text();
  const type = response.headers.get('content-type') ?? '';
  if (type.includes('html') && response.headers.get('content-security-policy') !== policy)
    throw new Error(`${name} breaks the laws of pages: its policy is not the base and what cards add`);
  const document = parse(type.includes('html') ? text : '');
  if (type.includes('html') && text.startsWith('<!')) checkPage(document, name);
  const all = (selector: string) => document.querySelectorAll(selector);
  const one = (selector: string) => {
    const found = document.querySelector(selector);
    if (!found) throw new Error(`${name}: nothing matches ${selector} (status ${response.status})`);
    return found;
  };
  return {
    status: response.status,
    headers: response.headers,
    text,
    location: response.headers.get('location'),
    document,
    one,
    all,
  };
}

export function createVisitor(target: VisitTarget, cookies = new Map<string, string>()): Visitor {
  const { app, origin, actionsOf, policyFor = productPolicy } = target;
  const { host } = new URL(origin);
  const policyOf = (path: string) => policyFor(new URL(path, origin).pathname);
  async function request(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers({ host, ...(init.headers as Record<string, string>) });
    if (cookies.size > 0 && !headers.has('cookie'))
      headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await app.fetch(new Request(new URL(path, origin), { ...init, headers }));
    remember(cookies, response);
    return response;
  }
  const visitor: Visitor = {
    cookies,
    request,
    async get(path, { headers = {} } = {}) {
      return toPage(
        await request(path, { headers: { accept: 'text/html', ...headers } }),
        `GET ${path}`,
        policyOf(path),
      );
    },
    async post(path, fields = {}, { headers = {}, multipart = false } = {}) {
      const init = {
        method: 'POST',
        body: encode(fields, multipart),
        headers: { accept: 'text/html', origin, 'sec-fetch-site': 'same-origin', ...headers },
      };
      const page = await toPage(await request(path, init), `POST ${path}`, policyOf(path));
      const actions = actionsOf?.(page.headers.get('x-request-id') ?? '');
      if (actions?.length === 0 && isTaken(page) && !NO_WRITE.test(path))
        throw new Error(`POST ${path} was taken (${page.status}) and no action was written`);
      return page;
    },
    follow: (page) => {
      if (!page.location) throw new Error(`no redirect to follow (status ${page.status})`);
      return visitor.get(page.location);
    },
  };
  return visitor;
}
