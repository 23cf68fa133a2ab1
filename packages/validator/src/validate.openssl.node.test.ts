/**
 * Seals made by `openssl cms -sign -cades`, judged by the validator.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { utf8 } from '@eseal/core';
import {
  addDays,
  createHostileWorld,
  type Entity,
  type EntityDefinition,
  flipBit,
  indexOfBytes,
  type KeyKind,
  toPem,
  type World,
} from '@eseal/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goodWorld } from '../test/judging.ts';
import { subIndicationOf } from './report/conclusion.ts';
import { type ValidateOptions, validate } from './validate.ts';

const hasOpenssl = spawnSync('openssl', ['version']).error === undefined;
if (!hasOpenssl) console.warn('openssl is missing: its CMS seals are not judged');

const DOCUMENT = utf8('請求書 T1234567890123\n'.repeat(100));

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'eseal-validator-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

const file = (name: string, content?: Uint8Array | string): string => {
  const path = join(directory, name);
  if (content !== undefined) writeFileSync(path, content);
  return path;
};

/** Arguments that name a signer. */
function signerOf(entity: Entity, options: readonly string[] = []): readonly string[] {
  const certificate = file(`${entity.name}.pem`, toPem('CERTIFICATE', entity.certificate));
  const key = file(`${entity.name}.key`, toPem('PRIVATE KEY', entity.pkcs8));
  return ['-signer', certificate, '-inkey', key, ...options];
}

/** A CMS made by openssl. */
function openssl(
  world: World,
  signers: readonly (readonly string[])[],
  options: readonly string[] = [],
): Uint8Array {
  const issuers = file('issuers.pem', toPem('CERTIFICATE', world.issuingCa.certificate));
  const input = ['-in', file('document', DOCUMENT), '-binary', '-certfile', issuers];
  const output = ['-outform', 'DER', '-out', file('sealed')];
  const { status, stderr } = spawnSync(
    'openssl',
    ['cms', '-sign', '-cades', ...input, ...output, ...signers.flat(), ...options],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  return new Uint8Array(readFileSync(file('sealed')));
}

// openssl claims the present, so that the seals are validated for the present too.
const now = new Date();

async function judge(world: World, sealed: Uint8Array, changes: Partial<ValidateOptions> = {}) {
  return validate(sealed, { trust: world.anchors, revocation: 'none', ...changes });
}

const ATTACHED = ['-nodetach'];
const PSS = ['-keyopt', 'rsa_padding_mode:pss', '-keyopt'];

interface Case {
  readonly name: string;
  readonly key: KeyKind;
  /** Options of the key. */
  readonly keyOptions?: readonly string[];
  readonly options?: readonly string[];
}

const CASES: readonly Case[] = [
  { name: 'RSA 2048', key: 'rsa-2048' },
  { name: 'RSA 3072 with SHA-512', key: 'rsa-3072', options: ['-md', 'sha512'] },
  { name: 'RSASSA-PSS', key: 'rsa-2048', keyOptions: [...PSS, 'rsa_pss_saltlen:digest'] },
  { name: 'RSASSA-PSS with a short salt', key: 'rsa-2048', keyOptions: [...PSS, 'rsa_pss_saltlen:20'] },
  { name: 'P-256', key: 'p256' },
  { name: 'P-384 with SHA-384', key: 'p384', options: ['-md', 'sha384'] },
  { name: 'P-521 with SHA-512', key: 'p521', options: ['-md', 'sha512'] },
];

/** openssl 3.0 cannot stream RSASSA-PSS. */
const STREAMED = CASES.filter(({ keyOptions }) => keyOptions === undefined);

async function sealedAs({ key, keyOptions = [], options = [] }: Case, packaging: readonly string[]) {
  const world = await goodWorld({ now, key });
  return { world, sealed: openssl(world, [signerOf(world.seal, keyOptions)], [...options, ...packaging]) };
}

describe.skipIf(!hasOpenssl)('a CAdES seal of openssl', () => {
  it.each(CASES)('with $name, detached, passes and fails with a bit changed', async (wanted) => {
    const { world, sealed } = await sealedAs(wanted, []);
    const outcome = async (seal: Uint8Array, content: Uint8Array) =>
      subIndicationOf((await judge(world, seal, { contents: [{ source: content }] })).conclusion);
    expect(await outcome(sealed, DOCUMENT)).toBeNull();
    expect(await outcome(sealed, flipBit(DOCUMENT))).toBe('HASH_FAILURE');
    expect(await outcome(flipValue(sealed), DOCUMENT)).toBe('SIG_CRYPTO_FAILURE');
  });

  it.each([
    ...CASES.map((wanted) => ({ ...wanted, packaging: ATTACHED, encoding: 'DER' })),
    ...STREAMED.map((wanted) => ({ ...wanted, packaging: [...ATTACHED, '-stream'], encoding: 'BER' })),
  ])(
    'with $name, attached in $encoding, passes and fails with a bit changed',
    async ({ packaging, ...wanted }) => {
      const { world, sealed } = await sealedAs(wanted, packaging);
      const report = await judge(world, sealed);
      expect(report.seals).toMatchObject([{ conclusion: { indication: 'TOTAL-PASSED' }, format: 'CAdES' }]);
      const outcome = async (seal: Uint8Array) => subIndicationOf((await judge(world, seal)).conclusion);
      expect(await outcome(flipBit(sealed, indexOfBytes(sealed, DOCUMENT.subarray(0, 20))))).toBe(
        'HASH_FAILURE',
      );
      expect(await outcome(flipValue(sealed))).toBe('SIG_CRYPTO_FAILURE');
    },
  );

  it('with two signers is judged signer by signer', async () => {
    const world = await goodWorld({ now, entities: [secondSeal()] });
    const stranger = await goodWorld({ now });
    const sealed = openssl(world, [signerOf(world.seal), signerOf(world.entity('second'))], ATTACHED);
    const report = await judge(world, sealed);
    expect(report.seals.map(({ conclusion }) => conclusion.indication)).toEqual([
      'TOTAL-PASSED',
      'TOTAL-PASSED',
    ]);
    expect(new Set(report.seals.map(({ id }) => id)).size).toBe(2);
    // Only one of them is trusted when the anchor is its own certificate.
    const one = await judge(stranger, sealed, { trust: [world.seal.certificate] });
    expect(one.seals.map(({ conclusion }) => subIndicationOf(conclusion)).sort()).toEqual([
      'NO_CERTIFICATE_CHAIN_FOUND',
      null,
    ]);
    expect(subIndicationOf(one.conclusion)).toBe('NO_CERTIFICATE_CHAIN_FOUND');
  });

  it('without a reference to its certificate passes only under the lenient policy', async () => {
    const world = await goodWorld({ now });
    const plain = withoutCades(world);
    const strict = await judge(world, plain);
    expect(subIndicationOf(strict.conclusion)).toBe('NO_SIGNING_CERTIFICATE_FOUND');
    expect(strict.seals[0]).toMatchObject({
      format: 'CMS',
      signingCertificate: null,
      signingCertificateReference: { present: false },
      cryptography: { referencesIntact: true, signatureIntact: true },
    });
    const compat = await judge(world, plain, { policy: 'compat' });
    expect(compat.conclusion.indication).toBe('TOTAL-PASSED');
    expect(compat.seals[0]?.findings).toContainEqual(
      expect.objectContaining({ id: 'SIGNING_CERTIFICATE_REFERENCE_PRESENT', severity: 'warning' }),
    );
  });

  it.each([
    ['expired', 'OUT_OF_BOUNDS_NO_POE'],
    ['wrong-key-usage', 'CHAIN_CONSTRAINTS_FAILURE'],
    ['server-purpose-only', 'CHAIN_CONSTRAINTS_FAILURE'],
    ['unknown-critical-extension', 'CERTIFICATE_CHAIN_GENERAL_FAILURE'],
    ['broken-signature', 'CERTIFICATE_CHAIN_GENERAL_FAILURE'],
    ['wrong-issuer-name', 'NO_CERTIFICATE_CHAIN_FOUND'],
  ])('of a certificate that is odd (%s) is %s', async (name, expected) => {
    const world = await createHostileWorld({ now });
    const sealed = openssl(world, [signerOf(world.entity(name))], ATTACHED);
    const report = await judge(world, sealed);
    expect(subIndicationOf(report.conclusion)).toBe(expected);
    expect(report.seals[0]?.cryptography).toMatchObject({ referencesIntact: true, signatureIntact: true });
  });
});

/** A CMS without CAdES attributes. */
function withoutCades(world: World): Uint8Array {
  const input = ['-in', file('document', DOCUMENT), '-binary'];
  const issuers = file('issuers.pem', toPem('CERTIFICATE', world.issuingCa.certificate));
  const output = ['-outform', 'DER', '-out', file('plain'), '-nodetach', '-certfile', issuers];
  const { status, stderr } = spawnSync(
    'openssl',
    ['cms', '-sign', ...input, ...output, ...signerOf(world.seal)],
    {
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(stderr);
  return new Uint8Array(readFileSync(file('plain')));
}

function secondSeal(): EntityDefinition {
  return {
    name: 'second',
    issuer: 'issuing-ca',
    subject: [{ C: 'JP' }, { O: '第二組織' }, { CN: 'second' }],
    profile: { kind: 'seal', policies: [{ oid: '2.999.1.1' }] },
    notBefore: addDays(now, -30),
    notAfter: addDays(now, 300),
  };
}

/** One bit of the last signature value changed: 16 bytes before its end, behind which BER has zeros only. */
function flipValue(sealed: Uint8Array): Uint8Array {
  const end = sealed.findLastIndex((byte) => byte !== 0);
  return flipBit(sealed, end - 16);
}
