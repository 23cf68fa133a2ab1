/** What others wrote into names, files and answers does not reach a terminal or a log as anything but text. */

import { seal, utf8 } from '@eseal/core';
import { parseCertificate } from '@eseal/core/x509';
import { cades } from '@eseal/formats/cades';
import { createWebCryptoSigner } from '@eseal/signer-webcrypto';
import { createGoodWorld, SAMPLE_POLICIES, toPem } from '@eseal/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, openBench, run } from '../src/test-bench.ts';

/** A name that clears the screen, colours, ends lines, turns text around and goes on with a verdict of its own. */
const EVIL = 'A\u001b[2J\u001b[32m\r\nTOTAL-PASSED\u0000\u009b31m\u202eB\u2028C\u200d';

/** Anything a terminal or a log obeys, line ends of our own aside. */
const OBEYED = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

let bench: Bench;
let sealed: string;
let root: string;
let certificate: string;
beforeAll(async () => {
  const now = new Date();
  const profile = { kind: 'seal', policies: SAMPLE_POLICIES } as const;
  const validity = { notBefore: new Date(now.getTime() - 1000), notAfter: new Date(now.getTime() + 1e9) };
  const subject = [{ C: 'JP', O: EVIL, CN: EVIL }];
  const world = await createGoodWorld({
    now,
    entities: [{ name: 'evil', issuer: 'issuing-ca', subject, profile, ...validity }],
  });
  const evil = world.entity('evil');
  const signer = await createWebCryptoSigner({
    key: evil.privateKey,
    certificates: evil.chain.map((der) => parseCertificate(der)),
  });
  const document = await seal(utf8('x'), {
    signer,
    format: cades({ packaging: 'attached' }),
    adesLevel: 'B-B',
  });
  bench = openBench();
  sealed = bench.write(`evil\u001b[2J\r\nname.p7s`, await document.toBytes());
  root = bench.write('root.pem', toPem('CERTIFICATE', world.root.certificate));
  certificate = bench.write('evil.der', evil.certificate);
});
afterAll(() => bench[Symbol.dispose]());

/** The lines of a text. */
const linesOf = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');

describe('Z12: the output of the command', () => {
  const commands: readonly [string, () => readonly string[]][] = [
    ['verify', () => ['verify', sealed, '--trust', root, '--revocation', 'none']],
    ['verify in Japanese', () => ['verify', sealed, '--trust', root, '--revocation', 'none', '--lang', 'ja']],
    ['verify without trust', () => ['verify', sealed]],
    ['inspect', () => ['inspect', sealed]],
    ['inspect of a certificate', () => ['inspect', certificate]],
    ['certificate check', () => ['certificate', 'check', certificate]],
    ['certificate verify', () => ['certificate', 'verify', certificate, '--trust', root]],
    [
      'a file that is not there',
      () => ['verify', bench.path(EVIL.replaceAll('\u0000', '')), '--trust', root],
    ],
    ['an option that is none', () => ['verify', `--${EVIL}`]],
  ];

  it.each(commands)('of %s holds no character that is obeyed', async (_what, argv) => {
    const { stdout, stderr } = await run(argv());
    expect(stdout + stderr).not.toBe('');
    for (const line of linesOf(stdout + stderr)) expect(line).not.toMatch(OBEYED);
  });

  it.each(commands)('of %s has no line that another wrote', async (_what, argv) => {
    const { stdout, stderr } = await run(argv());
    for (const line of linesOf(stdout + stderr)) expect(line.trim()).not.toMatch(/^TOTAL-PASSED/);
  });

  it('as JSON is one value, whose texts are as they were received', async () => {
    const { stdout } = await run([
      'verify',
      sealed,
      '--trust',
      root,
      '--revocation',
      'none',
      '--report',
      'json',
    ]);
    expect(stdout.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    expect(JSON.parse(stdout).seals[0].signingCertificate.subject).toContain('TOTAL-PASSED');
  });

  it('about errors is one line, as text and as JSON', async () => {
    const absent = bench.path(EVIL.replaceAll('\u0000', ''));
    for (const argv of [
      ['verify', absent],
      ['verify', absent, '--json'],
    ]) {
      const { stderr } = await run(argv);
      expect(linesOf(stderr)).toHaveLength(1);
    }
  });
});
