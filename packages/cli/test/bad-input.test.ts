/** What goes wrong in daily use: a coded error, the exit code of its kind, and no file that was not there. */
import { mkdirSync } from 'node:fs';
import { utf8 } from '@eseal/core';
import {
  createExpiredWorld,
  createGoodWorld,
  createHostileWorld,
  type Entity,
  lockedPdf,
  protectedPdf,
  smallPdf,
  toPem,
  truncate,
} from '@eseal/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, openBench } from '../src/test-bench.ts';
import { type Kit, openKit } from '../src/test-kit.ts';

let kit: Kit;
beforeAll(async () => {
  kit = await openKit();
});
afterAll(() => kit[Symbol.asyncDispose]());

/** Expects a run of `seal` to fail with a code, in one line, leaving its bench as it was. */
async function expectFailure(
  bench: Bench,
  argv: readonly string[],
  code: number,
  error: string,
): Promise<void> {
  const before = bench.list();
  const outcome = await kit.run(['seal', ...argv]);
  expect(outcome).toEqual({ code, stdout: '', stderr: expect.stringMatching(/^eseal: [^\n]+\n$/) });
  expect(outcome.stderr).toContain(`eseal: ${error}: `);
  expect(outcome.stderr).not.toContain(kit.services.pin);
  expect(bench.list()).toEqual(before);
  const json = await kit.run(['seal', ...argv, '--json']);
  expect(JSON.parse(json.stderr).error.code).toBe(error);
}

/** Arguments that name an entity's key. */
function keyOf(bench: Bench, { pkcs8 }: Entity, chain: readonly Uint8Array[]): readonly string[] {
  const key = bench.write('other.key.pem', toPem('PRIVATE KEY', pkcs8));
  return ['--key', key, '--certificates', bench.write('other.chain.pem', toPem('CERTIFICATE', ...chain))];
}

describe('a key that cannot be used', () => {
  it('has a wrong PIN', async () => {
    using bench = openBench();
    const argv = ['seal', kit.pdf, '--out', bench.path('out.pdf'), ...kit.key];
    const { code, stdout, stderr } = await kit.run(argv, { env: { PIN: 'wrong-1234' } });
    expect({ code, stdout }).toEqual({ code: 77, stdout: '' });
    expect(stderr).toMatch(/^eseal: SIGNER_PIN_INCORRECT: [^\n]+\n$/);
    expect(stderr).not.toContain('wrong-1234');
    expect(bench.list()).toEqual([]);
  });

  it('has no PIN: the variable is not set, or nothing can be asked', async () => {
    using bench = openBench();
    const { p12 } = kit.services;
    const out = ['--out', bench.path('out.pdf'), '--pkcs12', p12];
    await expectFailure(bench, [kit.pdf, ...out, '--pin-env', 'ABSENT'], 64, 'USAGE');
    await expectFailure(bench, [kit.pdf, ...out], 64, 'USAGE');
  });

  it('does not belong to its certificate', async () => {
    using bench = openBench();
    const other = await createGoodWorld({ keyOf: { seal: 'p384' } });
    const argv = [kit.pdf, '--out', bench.path('out.pdf'), ...keyOf(bench, other.seal, kit.world.chain)];
    await expectFailure(bench, argv, 65, 'CERTIFICATE_KEY_MISMATCH');
  });

  it('has an expired certificate', async () => {
    using bench = openBench();
    const { seal, chain } = await createExpiredWorld();
    const argv = [kit.pdf, '--out', bench.path('out.pdf'), ...keyOf(bench, seal, chain)];
    await expectFailure(bench, argv, 65, 'CERTIFICATE_NOT_VALID_NOW');
  });

  it('has a certificate of another purpose: an authority, a TSA, a key for encipherment', async () => {
    using bench = openBench();
    const hostile = await createHostileWorld();
    for (const entity of [hostile.issuingCa, hostile.tsa, hostile.entity('wrong-key-usage')]) {
      const argv = [kit.pdf, '--out', bench.path('out.pdf'), ...keyOf(bench, entity, entity.chain)];
      await expectFailure(bench, argv, 65, 'CERTIFICATE_NOT_FOR_SEALING');
    }
  });

  it('is in a file that is no key file, or not there', async () => {
    using bench = openBench();
    const out = ['--out', bench.path('out.pdf'), '--pin-env', 'PIN'];
    await expectFailure(bench, [kit.pdf, ...out, '--pkcs12', kit.pdf], 65, 'DECODE_FAILED');
    await expectFailure(bench, [kit.pdf, ...out, '--pkcs12', bench.path('absent')], 66, 'INPUT_NOT_FOUND');
  });
});

describe('a document that cannot be sealed', () => {
  const seal = (bench: Bench, file: string): string[] => [file, '--out', bench.path('out.pdf'), ...kit.key];
  const xml = (text: string) => (): Uint8Array => utf8(`<?xml version="1.0"?>\n${text}`);

  it.each([
    ['is no PDF', 'NOT_A_PDF', () => utf8('%PNG nothing of a PDF')],
    ['is empty', 'NOT_A_PDF', () => new Uint8Array()],
    ['is truncated', 'PDF_XREF_BROKEN', () => truncate(smallPdf())],
    ['needs a password', 'PDF_PASSWORD_REQUIRED', lockedPdf],
  ])('%s', async (_, error, make) => {
    using bench = openBench();
    await expectFailure(bench, seal(bench, bench.write('input.pdf', make())), 65, error);
  });

  it.each([
    ['is not well-formed', 'XML_SYNTAX', xml('<a><b></a>')],
    ['is empty', 'XML_SYNTAX', () => new Uint8Array()],
    ['has a document type', 'XML_DTD_REFUSED', xml('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')],
    [
      'is in another encoding',
      'XML_ENCODING_UNSUPPORTED',
      () => utf8('<?xml version="1.0" encoding="Shift_JIS"?><a/>'),
    ],
    ['is nested without end', 'XML_LIMIT_EXCEEDED', xml('<a>'.repeat(100_000))],
  ])('is XML that %s', async (_, error, make) => {
    using bench = openBench();
    await expectFailure(bench, seal(bench, bench.write('input.xml', make())), 65, error);
  });

  it('is XML without the place that is named', async () => {
    using bench = openBench();
    const input = bench.write('input.xml', '<a/>');
    await expectFailure(bench, [...seal(bench, input), '--place', 'id:nowhere'], 64, 'XML_PLACE_NOT_FOUND');
    await expectFailure(bench, [...seal(bench, input), '--place', 'nowhere'], 64, 'USAGE');
  });

  it('cannot be put together with its seal in that way', async () => {
    using bench = openBench();
    const xades = bench.write('input.xml', '<a/>');
    for (const packaging of ['attached', 'unheard-of'])
      await expectFailure(bench, [...seal(bench, xades), '--packaging', packaging], 64, 'USAGE');
    for (const packaging of ['enveloped', 'enveloping'])
      await expectFailure(
        bench,
        [...seal(bench, bench.write('a.csv', 'a')), '--packaging', packaging],
        64,
        'USAGE',
      );
    await expectFailure(bench, [...seal(bench, kit.pdf), '--packaging', 'detached'], 64, 'USAGE');
    const beside = [...seal(bench, xades), '--packaging', 'detached', '--place', 'ubl-extensions'];
    await expectFailure(bench, beside, 64, 'USAGE');
  });

  it('is encrypted, and the password is wrong, not set, or the owner’s is needed', async () => {
    using bench = openBench();
    const locked = seal(bench, bench.write('locked.pdf', lockedPdf()));
    const env = { PIN: kit.services.pin, PASSWORD: 'wrong-1234' };
    const argv = ['seal', ...locked, '--password-env', 'PASSWORD'];
    const { code, stdout, stderr } = await kit.run(argv, { env });
    expect({ code, stdout }).toEqual({ code: 77, stdout: '' });
    expect(stderr).toMatch(/^eseal: PDF_PASSWORD_WRONG: [^\n]+\n$/);
    expect(stderr).not.toContain('wrong-1234');
    await expectFailure(bench, [...locked, '--password-env', 'ABSENT'], 64, 'USAGE');
    await expectFailure(
      bench,
      seal(bench, bench.write('protected.pdf', protectedPdf())),
      77,
      'PDF_CHANGE_FORBIDDEN',
    );
    expect(bench.list()).toEqual(['locked.pdf', 'protected.pdf']);
  });

  it('is not there, or no file', async () => {
    using bench = openBench();
    await expectFailure(bench, seal(bench, bench.path('absent.pdf')), 66, 'INPUT_NOT_FOUND');
    mkdirSync(bench.path('directory'));
    await expectFailure(bench, seal(bench, bench.path('directory')), 65, 'INPUT_UNUSABLE');
    await expectFailure(bench, seal(bench, '/dev/zero'), 65, 'INPUT_UNUSABLE');
  });

  it('forbids it: certified so that no change is allowed', async () => {
    using bench = openBench();
    const certified = bench.path('certified.pdf');
    await kit.run(['seal', kit.pdf, '--out', certified, ...kit.key, '--certify', '1']);
    await expectFailure(bench, seal(bench, certified), 77, 'PDF_CHANGE_FORBIDDEN');
  });

  it('has no such page, no such place, or was sealed before it is certified', async () => {
    using bench = openBench();
    const image = new URL('../../../examples/assets/seal.png', import.meta.url).pathname;
    const visible = [...seal(bench, kit.pdf), '--image', image];
    await expectFailure(bench, [...visible, '--page', '9', '--box', '1,1,9,9'], 64, 'PDF_PAGE_NOT_FOUND');
    await expectFailure(bench, [...visible, '--box', '590,1,90,90'], 64, 'PDF_PLACE_OUTSIDE_PAGE');
    const sealed = bench.path('sealed.pdf');
    await kit.run(['seal', kit.pdf, '--out', sealed, ...kit.key]);
    const certifying = [...seal(bench, sealed), '--certify', '2'];
    await expectFailure(bench, certifying, 77, 'PDF_CERTIFICATION_NOT_FIRST');
  });
});

describe('a time-stamping authority', () => {
  const seal = (bench: Bench, tsa: string): string[] => [
    ...[kit.pdf, '--out', bench.path('out.pdf'), ...kit.key, '--level', 'B-T', '--tsa', tsa],
  ];

  it('is down', async () => {
    using bench = openBench();
    await expectFailure(bench, seal(bench, 'http://127.0.0.1:9/'), 69, 'TIMESTAMP_UNAVAILABLE');
  });

  it('lies, refuses, or is something else', async () => {
    using bench = openBench();
    const faults = [
      [{ kind: 'wrong-imprint' }, 'TIMESTAMP_INVALID'],
      [{ kind: 'wrong-nonce' }, 'TIMESTAMP_INVALID'],
      [{ kind: 'broken-signature' }, 'TIMESTAMP_INVALID'],
      [{ kind: 'html-page' }, 'TIMESTAMP_INVALID'],
      [{ kind: 'rejection', failure: 'badAlg' }, 'TIMESTAMP_REFUSED'],
      [{ kind: 'http-status', status: 503 }, 'TIMESTAMP_UNAVAILABLE'],
      [{ kind: 'no-answer', how: 'closed' }, 'TIMESTAMP_UNAVAILABLE'],
    ] as const;
    for (const [tsa, error] of faults) {
      await using faulty = await openKit({ tsa });
      await expectFailure(bench, seal(bench, faulty.services.tsa), 69, error);
    }
  });

  it('is not named, or not by a URL', async () => {
    using bench = openBench();
    const argv = [kit.pdf, '--out', bench.path('out.pdf'), ...kit.key, '--level', 'B-T'];
    await expectFailure(bench, argv, 64, 'USAGE');
    await expectFailure(bench, [...argv, '--tsa', 'not a url'], 64, 'USAGE');
  });
});

describe('an output', () => {
  it('is a directory, a device, or in no directory', async () => {
    using bench = openBench();
    mkdirSync(bench.path('directory'));
    for (const out of [bench.path('directory'), '/dev/null', bench.path('absent/out.pdf')])
      await expectFailure(bench, [kit.pdf, '--out', out, ...kit.key], 64, 'USAGE');
  });

  it('would take the place of its input', async () => {
    using bench = openBench();
    const file = bench.write('document.pdf', smallPdf());
    await expectFailure(bench, [file, '--out', file, ...kit.key], 64, 'USAGE');
    await expectFailure(bench, [file, '--out-dir', bench.path(''), ...kit.key], 64, 'USAGE');
    expect(bench.read('document.pdf')).toEqual(smallPdf());
  });

  it('cannot be written', async () => {
    using bench = openBench();
    await expectFailure(bench, [kit.pdf, '--out', '/proc/out.pdf', ...kit.key], 70, 'OUTPUT_FAILED');
  });
});
