/**
 * Serves the page on loopback, with a test CA and a time-stamping authority behind the same address:
 *
 *     node --import tsx examples/browser-page/serve.ts [PORT]
 */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  createGoodWorld,
  freshKeys,
  goodEntities,
  type Handler,
  systemClock,
  toPem,
  type World,
} from '@eseal/testkit';
import { listen } from '@eseal/testkit/server';
import { build } from 'esbuild';

const PEM = 'application/pem-certificate-chain';

/** Nothing but this origin: no script, style, picture or connection from elsewhere. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const pages = await bundle();
const server = await listen(
  async (baseUrl) => {
    const world = await createGoodWorld({ baseUrl, now: systemClock, keys: freshKeys() });
    return (request) => answer(new URL(request.url).pathname, request, world);
  },
  Number(process.argv[2] ?? 0),
);
console.log(`${server.baseUrl}/`);

async function answer(path: string, request: Parameters<Handler>[0], world: World): ReturnType<Handler> {
  const page = pages.get(path);
  if (page !== undefined) return respond(page.type, page.content);
  if (path === '/anchors.pem') return respond(PEM, toPem('CERTIFICATE', ...world.anchors));
  if (path === '/certificate' && request.body !== undefined) {
    return respond(PEM, toPem('CERTIFICATE', ...(await certify(request.body, world))));
  }
  return world.handler(request);
}

/** The test CA asks nobody who they are: every key gets a certificate of 株式会社サンプル. */
async function certify(publicKey: Uint8Array, { now, pki }: World): Promise<readonly Uint8Array[]> {
  const seal = goodEntities(now).find(({ name }) => name === 'seal');
  if (seal === undefined) throw new TypeError('the world has no seal certificate');
  return pki.certify(seal, publicKey);
}

function respond(type: string, content: Uint8Array | string): Awaited<ReturnType<Handler>> {
  const body = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const headers = { 'content-type': type, 'content-security-policy': CONTENT_SECURITY_POLICY };
  return { status: 200, headers, body };
}

interface Page {
  readonly type: string;
  readonly content: Uint8Array;
}

/** Every file of the page by its path: the modules in one bundle with parts that are loaded when they are needed. */
async function bundle(): Promise<ReadonlyMap<string, Page>> {
  const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
  const { outputFiles } = await build({
    entryPoints: [path('page.ts')],
    bundle: true,
    splitting: true,
    format: 'esm',
    outdir: '/',
    write: false,
    minify: true,
    target: 'es2022',
    // The workspace's sources, so that nothing has to be built first; leave it out for the published packages.
    conditions: ['@eseal/source', 'module', 'browser'],
  });
  const scripts = outputFiles.map(
    ({ path, contents }) => [`/${basename(path)}`, { type: 'text/javascript', content: contents }] as const,
  );
  const html = await readFile(path('index.html'));
  const css = await readFile(path('style.css'));
  return new Map<string, Page>([
    ...scripts,
    ['/', { type: 'text/html; charset=utf-8', content: html }],
    ['/style.css', { type: 'text/css', content: css }],
  ]);
}
