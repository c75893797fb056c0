/** Answers that no route gave: Node refuses what is no HTTP, and the adapter what is no address. They carry headers all the same. */
import { type IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { bareHeaders } from '#platform/http/security-headers.ts';

type Headers = Readonly<Record<string, string>>;
type WriteHead = (status: number, ...rest: unknown[]) => ServerResponse;

/** What the app answered has an id; what has none never reached it. */
function isOfApp(given: unknown): boolean {
  return typeof given === 'object' && given !== null && ('x-request-id' in given || 'X-Request-Id' in given);
}

/** For `createServer`: a response that adds the headers where the app has set none. */
export function responseClass(https: boolean): typeof ServerResponse {
  const headers = bareHeaders(https);
  return class Answer<Request extends IncomingMessage = IncomingMessage> extends ServerResponse<Request> {
    override writeHead(status: number, ...rest: unknown[]): this {
      if (!isOfApp(rest.at(-1)))
        for (const [name, value] of Object.entries(headers)) if (!this.hasHeader(name)) this.setHeader(name, value);
      (super.writeHead as WriteHead).call(this, status, ...rest);
      return this;
    }
  };
}

const STATUSES: Headers = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** As Node does it without a listener, with the headers. Behind an answer that has begun, nothing more can be said. */
export function answerClientErrors(server: Server, https: boolean): void {
  const latest = new WeakMap<Duplex, ServerResponse>();
  server.on('request', ({ socket }, response) => latest.set(socket, response));
  const fields = Object.entries(bareHeaders(https)).map(([name, value]) => `${name}: ${value}\r\n`);
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const response = latest.get(socket);
    const hasBegun = response?.headersSent && !response.writableFinished;
    const status = STATUSES[error.code ?? ''] ?? '400 Bad Request';
    if (socket.writable && !hasBegun) socket.write(`HTTP/1.1 ${status}\r\nConnection: close\r\n${fields.join('')}\r\n`);
    socket.destroy();
  });
}
