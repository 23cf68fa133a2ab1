/**
 * A PKI of openssl's own commands behind loopback: `ca` for certificates and lists, `ocsp` for answers, `ts` for tokens.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGuardedTransport, type HttpRequest } from '@eseal/core/http';
import { parseCertificates } from '@eseal/core/x509';
import type { Handler } from '@eseal/testkit';
import { listen } from '@eseal/testkit/server';
import { runProgram } from '../judges/run-program.ts';
import type { Workbench } from '../lib/workbench.ts';
import { opensslConfiguration } from './openssl-configuration.ts';
import type { OutsidePki, OutsideSeal } from './outside-pki.ts';

/** One openssl in one folder. */
interface Openssl {
  readonly folder: string;
  run(...args: readonly string[]): Promise<void>;
  read(name: string): Uint8Array<ArrayBuffer>;
}

/** Makes the PKI and starts its services. */
export async function startOpensslPki(program: string, bench: Workbench): Promise<OutsidePki> {
  const folder = join(bench.folder, 'openssl-pki');
  const openssl: Openssl = {
    folder,
    run: async (...args) => {
      const { status, errors } = await runProgram(program, args, {
        OPENSSL_CONF: join(folder, 'openssl.cnf'),
      });
      if (status !== 0) throw new Error(`openssl ${args.join(' ')} ended with ${status}: ${errors}`);
    },
    read: (name) => Uint8Array.from(readFileSync(join(folder, name))),
  };
  const server = await listen(async (baseUrl) => {
    for (const [name, content] of Object.entries(filesOf(baseUrl, folder)))
      bench.write(`openssl-pki/${name}`, content);
    await makeCertificates(openssl);
    return handlerOf(openssl, bench);
  }, 0);
  const sealOf = (name: string): OutsideSeal => ({
    key: new TextDecoder().decode(openssl.read(`${name}.key`)),
    chain: [derOf(openssl, name), derOf(openssl, 'issuing')],
  });
  return {
    root: derOf(openssl, 'root'),
    seal: sealOf('seal'),
    revoked: sealOf('revoked'),
    tsa: `${server.baseUrl}/tsa`,
    transport: createGuardedTransport({ allowHosts: [new URL(server.baseUrl).host] }),
    [Symbol.asyncDispose]: () => server.close(),
  };
}

/** What `openssl ca` and `openssl ts` keep their state in. */
function filesOf(baseUrl: string, folder: string): Readonly<Record<string, string>> {
  const authorities = ['root', 'issuing'].flatMap((name) => [
    [`${name}.index`, ''],
    [`${name}.index.attr`, 'unique_subject = no\n'],
    [`${name}.serial`, '1000\n'],
    [`${name}.crlnumber`, '01\n'],
  ]);
  return {
    'openssl.cnf': opensslConfiguration(baseUrl, folder),
    'tsa.serial': '01\n',
    ...Object.fromEntries(authorities),
  };
}

async function makeCertificates({ folder, run }: Openssl): Promise<void> {
  const at = (name: string): string => join(folder, name);
  const subject = (name: string): string => `/C=JP/O=PKI of openssl/CN=${name}`;
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  await run(
    'req',
    '-x509',
    ...key,
    '-keyout',
    at('root.key'),
    '-out',
    at('root.pem'),
    '-subj',
    subject('root'),
    '-days',
    '3650',
    '-extensions',
    'authority',
  );
  const issue = async (name: string, issuer: string, extensions: string): Promise<void> => {
    await run(
      'req',
      '-new',
      ...key,
      '-keyout',
      at(`${name}.key`),
      '-out',
      at(`${name}.csr`),
      '-subj',
      subject(name),
    );
    await run(
      'ca',
      '-batch',
      '-notext',
      '-name',
      issuer,
      '-extensions',
      extensions,
      '-in',
      at(`${name}.csr`),
      '-out',
      at(`${name}.pem`),
    );
  };
  await issue('issuing', 'root', 'authority_below');
  await issue('seal', 'issuing', 'seal');
  await issue('revoked', 'issuing', 'seal');
  await issue('tsa', 'issuing', 'timestamping');
  await issue('responder', 'issuing', 'responder');
  await run('ca', '-name', 'issuing', '-revoke', at('revoked.pem'), '-crl_reason', 'keyCompromise');
  for (const name of ['root', 'issuing']) {
    await run('ca', '-gencrl', '-name', name, '-crldays', '7', '-out', at(`${name}.crl.pem`));
    await run('crl', '-in', at(`${name}.crl.pem`), '-outform', 'DER', '-out', at(`${name}.crl`));
  }
}

function derOf({ read }: Openssl, name: string): Uint8Array {
  const [certificate] = parseCertificates(read(`${name}.pem`));
  if (certificate === undefined) throw new Error(`openssl wrote no certificate of ${name}`);
  return certificate.raw;
}

/** Each POST is one run of openssl; the lists are files, one of them in PEM. */
function handlerOf(openssl: Openssl, bench: Workbench): Handler {
  const answer = (type: string, body: Uint8Array) => ({
    status: 200,
    headers: { 'content-type': type },
    body,
  });
  const paths: Readonly<Record<string, (request: HttpRequest) => Promise<Awaited<ReturnType<Handler>>>>> = {
    '/ocsp': async (request) => answer('application/ocsp-response', await respond(openssl, bench, request)),
    '/tsa': async (request) => answer('application/timestamp-reply', await stamp(openssl, bench, request)),
    '/root.crl': async () => answer('application/pkix-crl', openssl.read('root.crl')),
    '/issuing.crl': async () => answer('application/pkix-crl', openssl.read('issuing.crl.pem')),
    '/issuing.cer': async () => answer('application/pkix-cert', derOf(openssl, 'issuing')),
  };
  return async (request) =>
    (await paths[new URL(request.url).pathname]?.(request)) ?? {
      status: 404,
      headers: {},
      body: new Uint8Array(),
    };
}

async function respond(
  { folder, run, read }: Openssl,
  bench: Workbench,
  request: HttpRequest,
): Promise<Uint8Array> {
  const at = (name: string): string => join(folder, name);
  const asked = bench.write('openssl-pki/ocsp.request', request.body ?? '');
  await run(
    'ocsp',
    '-index',
    at('issuing.index'),
    '-CA',
    at('issuing.pem'),
    '-rsigner',
    at('responder.pem'),
    '-rkey',
    at('responder.key'),
    '-ndays',
    '1',
    '-reqin',
    asked,
    '-respout',
    at('ocsp.response'),
  );
  return read('ocsp.response');
}

async function stamp(
  { folder, run, read }: Openssl,
  bench: Workbench,
  request: HttpRequest,
): Promise<Uint8Array> {
  const asked = bench.write('openssl-pki/ts.request', request.body ?? '');
  await run('ts', '-reply', '-queryfile', asked, '-out', join(folder, 'ts.response'));
  return read('ts.response');
}
