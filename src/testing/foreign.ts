/** Finds what no page of ours has: elements, attributes and addresses that a text smuggled in. */
import type { Page } from 'playwright-core';

/** The element that hostile texts of tests try to make; any other trace they leave is found too. */
export const FOREIGN = 'x-foreign';

/**
 * What typed text becomes where it is not escaped, in all the places where text stands: between tags, in attributes, in what
 * the browser reads as raw text, in addresses, in what a script or a template would evaluate.
 */
export const HOSTILE_TEXTS: readonly string[] = [
  `<${FOREIGN}></${FOREIGN}>`,
  `"><${FOREIGN} a="`,
  `'><${FOREIGN} a='`,
  `</textarea></title></option></select></style></script><${FOREIGN}>`,
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(2)>',
  '"><svg/onload=alert(3)>',
  '" onfocus=alert(4) autofocus x="',
  "' onmouseover='alert(5)",
  'javascript:alert(6)',
  '<iframe srcdoc="<script>alert(7)</script>">',
  '<a href="javascript:alert(8)">x</a>',
  `<!--><${FOREIGN}>-->`,
  '<style>*{color:red}</style><link rel=stylesheet href=//evil.example/a.css>',
  '<meta http-equiv=refresh content="9;url=//evil.example">',
  '<base href="//evil.example/"><form action=//evil.example><button>',
  `&lt;${FOREIGN}&gt; &#60;${FOREIGN}&#62;`,
  '<div hx-get=/logout hx-trigger=load x-data x-init=alert(9)>',
  '{{constructor.constructor("alert(10)")()}} #{alert(11)} <%= alert(11) %>',
  `\u2028<${FOREIGN}>\u202e\ufeff<${FOREIGN}>`,
  `<${FOREIGN.toUpperCase()}/><sCrIpT>alert(12)</sCrIpT>`,
  '<math><mtext></mtext><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(13)&gt;">',
];

export function findForeign(page: Page): Promise<string[]> {
  return page.evaluate((foreign) => {
    const name = (element: Element) => `${location.pathname}: ${element.outerHTML.slice(0, 120)}`;
    const own = (address: string) => new URL(address, location.href).origin === location.origin;
    const elements = [...document.querySelectorAll('*')];
    const never = [foreign, 'iframe', 'object', 'embed', 'base', 'style', 'math', 'mglyph', 'meta[http-equiv]'];
    const outside = (element: Element) =>
      ['href', 'src', 'action', 'formaction', 'hx-get', 'hx-post'].some((attribute) => {
        const value = element.getAttribute(attribute);
        if (value === null || /^(mailto|tel|data:image\/)/.test(value)) return false;
        return /^\s*javascript:/i.test(value) || (element.localName !== 'a' && !own(value));
      });
    // Of Alpine's attributes ours are these, and they name a component or a part of it.
    const named = (element: Element, attribute: string) =>
      attribute === 'x-cloak' ||
      (/^x-(data|bind|ref)$/.test(attribute) && /^[a-zA-Z]+$/.test(element.getAttribute(attribute) ?? ''));
    const handler = (element: Element) =>
      element.getAttributeNames().some((attribute) => /^(on|x-|style$)/.test(attribute) && !named(element, attribute));
    return [
      ...document.querySelectorAll(never.join(',')),
      ...document.querySelectorAll('script:not([src])'),
      ...elements.filter(outside),
      ...elements.filter(handler),
    ].map(name);
  }, FOREIGN);
}
