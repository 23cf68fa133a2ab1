/**
 * CRLs by `openssl ca -gencrl` and answers by `openssl ocsp`, judged by the validator.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toHex } from '@eseal/core';
import { encodeOcspRequest, parseOcspResponse } from '@eseal/core/revocation';
import { type Entity, flipBit, toPem, type World } from '@eseal/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemsIn, statusIn } from '../../test/asking-status.ts';
import { certificateOf, goodWorld } from '../../test/judging.ts';
import type { RevocationEvidence } from './provider.ts';

const hasOpenssl = spawnSync('openssl', ['version']).error === undefined;
if (!hasOpenssl) console.warn('openssl is missing: its CRLs and OCSP answers are not judged');

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'eseal-validator-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

function write(name: string, content: Uint8Array | string): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
}

const read = (name: string): Uint8Array => new Uint8Array(readFileSync(join(directory, name)));

function openssl(...options: readonly string[]): void {
  const { status, stderr } = spawnSync('openssl', options, { cwd: directory, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

/** A time as the database of `openssl ca` writes it. */
const digits = (time: Date): string =>
  `${time
    .toISOString()
    .replace(/[-:T]|\.\d+/g, '')
    .slice(2)}`;

const REVOKED_AT = new Date(Math.floor(Date.now() / 1000) * 1000 - 3_600_000);

/** A certificate revoked for this reason, or not revoked. */
interface Database {
  readonly revoked?: string;
}

/** Files of the issuing CA and of its responder, and a database that holds the seal's certificate. */
function writeAuthority(world: World, { revoked }: Database): void {
  const pair = (name: string, { certificate, pkcs8 }: Entity): void => {
    write(`${name}.pem`, toPem('CERTIFICATE', certificate));
    write(`${name}.key`, toPem('PRIVATE KEY', pkcs8));
  };
  pair('ca', world.issuingCa);
  pair('responder', world.ocsp);
  const state = revoked === undefined ? ['V'] : ['R'];
  const end = digits(certificateOf(world.seal).notAfter);
  const since = revoked === undefined ? '' : `${digits(REVOKED_AT)},${revoked}`;
  const serial = toHex(world.seal.serialNumber).toUpperCase();
  write('index.txt', `${[...state, end, since, serial, 'unknown', '/CN=seal'].join('\t')}\n`);
  write('index.txt.attr', 'unique_subject = no\n');
  write('number', '2A\n');
  write(
    'ca.cnf',
    [
      '[ca]',
      'default_ca = own',
      '[own]',
      'database = index.txt',
      'crlnumber = number',
      'default_md = sha256',
      'crl_extensions = crl_extensions',
      '[crl_extensions]',
      'authorityKeyIdentifier = keyid',
    ].join('\n'),
  );
}

function opensslCrl(world: World, database: Database): RevocationEvidence {
  writeAuthority(world, database);
  const signer = ['-cert', 'ca.pem', '-keyfile', 'ca.key'];
  openssl('ca', '-gencrl', '-config', 'ca.cnf', ...signer, '-crldays', '7', '-out', 'crl.pem');
  openssl('crl', '-in', 'crl.pem', '-outform', 'DER', '-out', 'crl.der');
  return { kind: 'crl', encoded: read('crl.der') };
}

async function opensslAnswer(
  world: World,
  database: Database,
  options: readonly string[] = [],
): Promise<RevocationEvidence> {
  writeAuthority(world, database);
  const parts = { certificate: certificateOf(world.seal), issuer: certificateOf(world.issuingCa) };
  const nonce = new Uint8Array(32).fill(5);
  write('request.der', await encodeOcspRequest({ ...parts, nonce }));
  const signer = ['-CA', 'ca.pem', '-rsigner', 'responder.pem', '-rkey', 'responder.key', '-ndays', '7'];
  const files = ['-reqin', 'request.der', '-respout', 'response.der'];
  openssl('ocsp', '-index', 'index.txt', ...signer, ...files, ...options);
  const encoded = read('response.der');
  expect(parseOcspResponse(encoded).basic?.nonce).toEqual(nonce);
  return { kind: 'ocsp', encoded };
}

const now = new Date();
const about = (evidence: RevocationEvidence) => ({ evidence: [evidence], validationTime: new Date() });

/** The same with a bit of what is signed changed, in several places. */
const altered = ({ kind, encoded }: RevocationEvidence): readonly RevocationEvidence[] =>
  [60, 100, Math.floor(encoded.length / 3)].map((at) => ({ kind, encoded: flipBit(encoded, at) }));

describe.runIf(hasOpenssl)('revocation data by openssl', () => {
  it.each(['rsa-2048', 'p256', 'ed25519'] as const)('is believed under %s keys', async (key) => {
    const world = await goodWorld({ now, key });
    expect(await problemsIn(world, about(opensslCrl(world, {})))).toEqual(['good']);
    expect(await problemsIn(world, about(await opensslAnswer(world, {})))).toEqual(['good']);
  });

  it('tells revocations with time and reason', async () => {
    const world = await goodWorld({ now });
    const revoked = { revoked: 'superseded' };
    const expected = { kind: 'revoked', revocationTime: REVOKED_AT, reason: 'superseded' };
    expect(await statusIn(world, about(opensslCrl(world, revoked)))).toMatchObject(expected);
    expect(await statusIn(world, about(await opensslAnswer(world, revoked)))).toMatchObject(expected);
    const held = { revoked: 'certificateHold' };
    const since = { kind: 'on-hold', since: REVOKED_AT };
    expect(await statusIn(world, about(opensslCrl(world, held)))).toMatchObject(since);
  });

  it('is believed from responders named by key, and without their certificate when that is known', async () => {
    const world = await goodWorld({ now });
    const byKey = await opensslAnswer(world, {}, ['-resp_key_id']);
    expect(await problemsIn(world, about(byKey))).toEqual(['good']);
    const bare = await opensslAnswer(world, {}, ['-resp_no_certs']);
    expect(await problemsIn(world, about(bare))).toEqual(['signer-not-found']);
    expect(await problemsIn(world, { ...about(bare), known: [world.ocsp] })).toEqual(['good']);
  });

  it('is refused when it was altered, or made by another authority', async () => {
    const world = await goodWorld({ now });
    const [crl, answer] = [opensslCrl(world, {}), await opensslAnswer(world, {})];
    for (const evidence of [...altered(crl), ...altered(answer)])
      expect(await problemsIn(world, about(evidence))).not.toContain('good');
    const other = await goodWorld({ now, keyOf: { 'issuing-ca': 'p384' } });
    expect(await problemsIn(other, about(crl))).toEqual(['signature-invalid']);
    expect(await problemsIn(other, about(answer))).not.toContain('good');
  });
});
