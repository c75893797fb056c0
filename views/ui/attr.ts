/** Further attributes of a component's main element: hx-*, data-*, aria-*. `undefined` and `false` leave them out. */
export type Attrs = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * Text for an attribute, byte for byte: the template engine escapes the quotation mark only, so that a typed `&lt;`
 * would come back as `<`. Needed wherever the text is not ours (values, titles, labels).
 */
export function attr(text: string): string {
  return text.includes('&') ? text.replaceAll('&', '&amp;') : text;
}
