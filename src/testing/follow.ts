/** Follows `/live` over a socket, as a browser's EventSource does. */
import { get, type IncomingHttpHeaders } from 'node:http';
import type { TestStudio } from '#testing/studio.ts';
import type { Visitor } from '#testing/visit.ts';

export interface Following {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** All that came so far. */
  text(): string;
  /** Topics in the order in which they came; `resync` among them. */
  events(): string[];
  hasEnded(): boolean;
  /** Ended by the server itself, not by the loss of the connection. */
  isWhole(): boolean;
  leave(): void;
}

export function topicsIn(text: string): string[] {
  const events = text.split('\n\n').map((block) => /^(?:event: (.*)\n)?data: (.*)$/m.exec(block));
  return events.flatMap((event) => (event ? [event[1] ?? event[2] ?? ''] : []));
}

/** @param query after `/live`: `?topics=calendar` */
export function follow(port: number, { studio }: TestStudio, { cookies }: Visitor, query: string): Promise<Following> {
  const headers = {
    host: studio.host,
    accept: 'text/event-stream',
    'accept-encoding': 'gzip, br',
    cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
  };
  return new Promise((resolve, reject) => {
    const request = get({ host: '127.0.0.1', port, path: `/live${query}`, headers, agent: false }, (response) => {
      let [text, ended] = ['', false];
      response.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
      });
      response.on('error', () => {});
      response.on('close', () => {
        ended = true;
      });
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        text: () => text,
        events: () => topicsIn(text),
        hasEnded: () => ended,
        isWhole: () => response.complete,
        leave: () => request.destroy(),
      });
    });
    request.once('error', reject);
  });
}
