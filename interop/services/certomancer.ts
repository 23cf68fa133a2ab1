/**
 * certomancer as a second PKI: installed once into an environment of its own, and run behind loopback.
 *
 * @module
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createGuardedTransport } from '@eseal/core/http';
import { parseCertificates } from '@eseal/core/x509';
import { runProgram } from '../judges/run-program.ts';
import type { Workbench } from '../lib/workbench.ts';
import { CERTOMANCER_KEYS, certomancerConfiguration } from './certomancer-pki.ts';
import type { OutsidePki, OutsideSeal } from './outside-pki.ts';

const REQUIREMENTS = join(import.meta.dirname, 'requirements.txt');

/**
 * The program, installed from PyPI when it is not here yet.
 *
 * @throws Error saying what is missing
 */
export async function installCertomancer(): Promise<string> {
  const digest = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex').slice(0, 12);
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
  const folder = join(cache, 'eseal-tools', `certomancer-${digest}`);
  const ready = join(folder, 'ready');
  if (!existsSync(ready)) {
    await run('python3', ['-m', 'venv', folder]);
    await run(join(folder, 'bin/pip'), [
      'install',
      '--quiet',
      '--disable-pip-version-check',
      '-r',
      REQUIREMENTS,
    ]);
    writeFileSync(ready, '');
  }
  return join(folder, 'bin/certomancer');
}

async function run(program: string, args: readonly string[]): Promise<void> {
  const { status, errors } = await runProgram(program, args);
  if (status !== 0)
    throw new Error(`certomancer could not be set up: ${program} ended with ${status}: ${errors}`);
}

/** Makes keys and certificates, and starts the services. */
export async function startCertomancer(
  program: string,
  openssl: string,
  bench: Workbench,
): Promise<OutsidePki> {
  const configuration = bench.write('certomancer/pki.yml', certomancerConfiguration(new Date()));
  for (const name of CERTOMANCER_KEYS) {
    const path = bench.write(`certomancer/keys/${name}.pem`, '');
    await run(openssl, ['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', path]);
  }
  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  const common = ['--config', configuration, '--service-url-prefix', baseUrl];
  const folder = join(bench.folder, 'certomancer');
  await run(program, [...common, 'mass-summon', '--no-pfx', 'main', join(folder, 'certs')]);
  const server = spawn(program, [...common, 'animate', '--port', String(port), '--no-web-ui'], {
    stdio: 'ignore',
  });
  await untilListening(baseUrl, server);
  const der = (issuer: string, name: string): Uint8Array => {
    const [certificate] = parseCertificates(readFileSync(join(folder, 'certs', issuer, `${name}.cert.pem`)));
    if (certificate === undefined) throw new Error(`certomancer wrote no certificate of ${name}`);
    return certificate.raw;
  };
  const sealOf = (name: string): OutsideSeal => ({
    key: readFileSync(join(folder, `keys/${name}.pem`), 'latin1'),
    chain: [der('issuing', name), der('root', 'issuing')],
  });
  return {
    root: der('root', 'root'),
    seal: sealOf('seal'),
    revoked: sealOf('revoked'),
    tsa: `${baseUrl}/main/tsa/tsa`,
    transport: createGuardedTransport({ allowHosts: [`127.0.0.1:${port}`] }),
    [Symbol.asyncDispose]: async () => void server.kill(),
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}

/** Most tries to reach the server, a tenth of a second apart. */
const TRIES = 300;

async function untilListening(baseUrl: string, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    if (server.exitCode !== null) break;
    if (
      await fetch(`${baseUrl}/main/crls/root/latest.crl`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  server.kill();
  throw new Error('certomancer did not answer');
}
