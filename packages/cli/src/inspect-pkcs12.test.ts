import { execFileSync } from 'node:child_process';
import { toHex } from '@eseal/core';
import { createGoodWorld, toPem, truncate } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { inspectData } from './inspect-data.ts';
import { parsePfx, pfxFacts } from './inspect-pkcs12.ts';
import { openBench } from './test-bench.ts';

const PASSWORD = 'open sesame';
let file: Uint8Array;
let pkcs8: Uint8Array;
beforeAll(async () => {
  const { seal } = await createGoodWorld();
  using bench = openBench();
  pkcs8 = seal.pkcs8;
  const key = bench.write('key.pem', toPem('PRIVATE KEY', pkcs8));
  const certificate = bench.write('cert.pem', toPem('CERTIFICATE', seal.certificate));
  const argv = ['pkcs12', '-export', '-inkey', key, '-in', certificate, '-passout', `pass:${PASSWORD}`];
  file = Uint8Array.from(execFileSync('openssl', argv));
});

describe('what a PKCS #12 file shows without its password', () => {
  it('is how it is protected', () => {
    expect(inspectData(file)).toEqual({
      kind: 'PKCS #12',
      version: 3,
      integrity: expect.stringMatching(/^MAC, SHA-256, \d+ iterations$/),
      parts: [
        { content: 'encrypted by a password', encryption: 'PBES2' },
        { content: 'not encrypted as a whole', encryption: null },
      ],
      shown: 'nothing that needs the password',
    });
  });

  it('is no key and no certificate', () => {
    const shown = JSON.stringify(pfxFacts(parsePfx(file)));
    expect(shown).not.toContain(toHex(pkcs8.slice(-32)));
    expect(shown).not.toContain('CN=');
  });

  it('is nothing when it is not whole', () => {
    expect(inspectData(truncate(file))).toBeUndefined();
    expect(() => parsePfx(Uint8Array.of(0x30, 0))).toThrow(
      expect.objectContaining({ code: 'DECODE_FAILED' }),
    );
  });
});
