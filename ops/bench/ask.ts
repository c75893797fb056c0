/** One request by hand, as a browser asks: fetch() does not let a Host header through. */
import { Agent, get } from 'node:http';

const agent = new Agent({ keepAlive: true });

interface Asked {
  readonly host: string;
  readonly cookie: string;
  readonly path: string;
}

export interface Answer {
  readonly status: number;
  readonly bytes: number;
  /** Milliseconds until the last byte. */
  readonly took: number;
}

export function ask(port: number, { host, cookie, path }: Asked): Promise<Answer> {
  const began = performance.now();
  const headers = { host, cookie, accept: 'text/html', 'accept-encoding': 'gzip, deflate, br' };
  return new Promise((resolve, reject) => {
    get({ port, host: '127.0.0.1', path, headers, agent }, (response) => {
      let bytes = 0;
      response.on('data', (part: Buffer) => {
        bytes += part.length;
      });
      response.once('end', () => resolve({ status: response.statusCode ?? 0, bytes, took: performance.now() - began }));
    }).once('error', reject);
  });
}
