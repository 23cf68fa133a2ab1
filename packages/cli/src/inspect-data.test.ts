import { execFileSync } from 'node:child_process';
import { toBase64, utf8 } from '@eseal/core';
import { encodeTimestampRequest } from '@eseal/core/timestamp';
import { createGoodWorld, toPem, truncate, type World } from '@eseal/testkit';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { inspectData } from './inspect-data.ts';
import { openBench } from './test-bench.ts';

let world: World;
beforeAll(async () => {
  world = await createGoodWorld();
});

/** A block of any label. */
const block = (label: string, bytes: Uint8Array): string =>
  `-----BEGIN ${label}-----\n${toBase64(bytes)}\n-----END ${label}-----\n`;

/** A bag of certificates as OpenSSL makes it. */
function bagOf(...certificates: readonly Uint8Array[]): Uint8Array {
  using bench = openBench();
  const pem = bench.write('in.pem', certificates.map((one) => toPem('CERTIFICATE', one)).join(''));
  const argv = ['crl2pkcs7', '-nocrl', '-certfile', pem, '-outform', 'DER'];
  return Uint8Array.from(execFileSync('openssl', argv));
}

describe('inspectData', () => {
  it('tells of a request to a time-stamping authority', () => {
    const request = encodeTimestampRequest({
      digestAlgorithm: 'SHA-256',
      digest: new Uint8Array(32).fill(0xab),
      nonce: Uint8Array.of(0x40, 2),
      policy: '2.999.3',
    });
    expect(inspectData(request)).toEqual({
      kind: 'timestamp request',
      version: 1,
      digestAlgorithm: 'SHA-256',
      digest: 'ab'.repeat(32),
      policy: '2.999.3',
      nonce: '4002',
      wantsCertificate: true,
    });
    expect(inspectData(truncate(request))).toBeUndefined();
  });

  it('tells of the certificates of a PKCS #7 bag, in DER and PEM', () => {
    const bag = bagOf(world.issuingCa.certificate, world.root.certificate);
    const expected = {
      kind: 'PKCS #7',
      certificates: [{ subject: expect.stringContaining('Issuing CA') }, {}],
      crls: 0,
    };
    expect(inspectData(bag)).toMatchObject(expected);
    expect(inspectData(utf8(block('PKCS7', bag)))).toMatchObject(expected);
  });

  it('tells of each block of a PEM file, also of those it does not know', () => {
    const file = `${toPem('CERTIFICATE', world.root.certificate)}${block('SOMETHING', Uint8Array.of(1, 2))}`;
    expect(inspectData(utf8(file))).toMatchObject({
      kind: 'PEM',
      blocks: [{ kind: 'certificates' }, { kind: 'unknown', label: 'SOMETHING', size: 2 }],
    });
  });

  it('shows no byte of a key', () => {
    const { pkcs8 } = world.seal;
    for (const label of ['PRIVATE KEY', 'EC PRIVATE KEY', 'ENCRYPTED PRIVATE KEY']) {
      const shown = JSON.stringify(inspectData(utf8(block(label, pkcs8))));
      expect(shown).toBe(`{"kind":"private key","label":"${label}","shown":"nothing"}`);
    }
    expect(inspectData(pkcs8)).toBeUndefined();
  });

  it('knows what it can read, and fails for no bytes', () => {
    const bytes = fc.uint8Array({ maxLength: 300 });
    fc.assert(
      fc.property(bytes, (any) => {
        expect(() => inspectData(any)).not.toThrow();
        expect(() => inspectData(Uint8Array.of(0x30, 0x82, 0, any.length & 0xff, ...any))).not.toThrow();
      }),
      { seed: 12, numRuns: 200 },
    );
  });
});
