/**
 * A handler behind a socket on loopback.
 *
 * @module
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpRequest, HttpResponse } from '@eseal/core/http';
import { type Handler, NoAnswer } from '../services/handler.ts';

/** A server that listens. */
export interface HttpServer {
  /** Such as `http://127.0.0.1:40001`. */
  readonly baseUrl: string;
  /** Closes the socket and every connection. */
  close(): Promise<void>;
}

/** Room for a document of some 24 MB in Base64, as `signatures/signDoc` takes it. */
const MAX_BODY = 2 ** 25;

/**
 * Listens on 127.0.0.1.
 *
 * @param create - makes the handler once the address is known; requests wait for it
 * @param port - 0 for any that is free
 */
export async function listen(
  create: (baseUrl: string) => Promise<Handler>,
  port: number,
): Promise<HttpServer> {
  const ready: { handler?: Promise<Handler> } = {};
  const server = createServer((incoming, outgoing) => {
    void serve(ready.handler, baseUrlOf(server), incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  ready.handler = create(baseUrlOf(server));
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  await ready.handler.catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return { baseUrl: baseUrlOf(server), close };
}

function baseUrlOf(server: Server): string {
  // A server that listens on an IP address has an AddressInfo (node:net, server.address).
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

async function serve(
  ready: Promise<Handler> | undefined,
  baseUrl: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const request = await readRequest(baseUrl, incoming);
  if (typeof request === 'number') {
    outgoing.writeHead(request).end();
    return;
  }
  const handler = await ready;
  try {
    const { status, headers, body } = (await handler?.(request)) ?? { status: 503, headers: {}, body: '' };
    outgoing.writeHead(status, { ...headers }).end(body);
  } catch (error) {
    if (error instanceof NoAnswer && error.how === 'hanging') return;
    if (!(error instanceof NoAnswer)) outgoing.writeHead(500).end();
    else if (error.begun === undefined) outgoing.destroy();
    else breakOff(outgoing, error.begun);
  }
}

/** Sends the first half of an answer and closes the connection. */
function breakOff(outgoing: ServerResponse, { status, headers, body }: HttpResponse): void {
  outgoing.writeHead(status, { ...headers });
  outgoing.write(body.subarray(0, body.length >> 1), () => outgoing.destroy());
}

/** The request, or the status with which it is refused. */
async function readRequest(baseUrl: string, incoming: IncomingMessage): Promise<HttpRequest | number> {
  const { method, url = '/' } = incoming;
  if (method !== 'GET' && method !== 'POST') return 405;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    length += chunk.length;
    if (length > MAX_BODY) return 413;
    chunks.push(chunk);
  }
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]);
  const body = Uint8Array.from(Buffer.concat(chunks));
  return {
    method,
    url: `${baseUrl}${url}`,
    headers: Object.fromEntries(headers),
    ...(method === 'POST' ? { body } : {}),
  };
}
