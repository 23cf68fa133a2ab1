import { readFileSync } from 'node:fs';
import { lockedPdf, USER_PASSWORD } from '@eseal/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Kit, openKit } from './test-kit.ts';

let kit: Kit;
let pdf: string;
let online: readonly string[];

beforeAll(async () => {
  kit = await openKit();
  pdf = kit.bench.path('sealed.pdf');
  const timestamped = ['--level', 'B-T', '--tsa', kit.services.tsa];
  expect(await kit.run(['seal', kit.pdf, '--out', pdf, ...kit.key, ...timestamped])).toMatchObject({
    code: 0,
  });
  online = ['--trust', ...kit.services.anchors, '--allow-host', '127.0.0.1'];
});
afterAll(() => kit[Symbol.asyncDispose]());

const verify = (...argv: readonly string[]) =>
  kit.run(['verify', ...argv, '--json'], { env: { PW: USER_PASSWORD } });

describe('eseal verify --bundle and --replay', () => {
  it('give the identical report, the second without document, options and network', async () => {
    const bundle = kit.bench.path('evidence.json');
    const first = await verify(pdf, ...online, '--bundle', bundle);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(
      JSON.parse(first.stdout).retrieval.map(
        ({ kind, outcome }: { readonly kind: string; readonly outcome: string }) => `${kind} ${outcome}`,
      ),
    ).toEqual(['ocsp answered', 'ocsp answered', 'ocsp answered']);
    expect(await verify('--replay', bundle)).toEqual(first);
    expect(kit.bench.list().filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('give the report of a document that was left beside the bundle, and refuse another one', async () => {
    const bundle = kit.bench.path('beside.json');
    const first = await verify(pdf, ...kit.trust, '--bundle', bundle, '--documents-beside');
    expect(readFileSync(bundle).length).toBeLessThan(readFileSync(pdf).length);
    expect(await verify('--replay', bundle, pdf)).toEqual(first);
    const code = 65;
    const stderr = expect.stringContaining('BUNDLE_DOCUMENT_MISSING');
    expect(await verify('--replay', bundle)).toMatchObject({ code, stderr });
    expect(await verify('--replay', bundle, kit.pdf)).toMatchObject({ code, stderr });
  });

  it('keep no password and ask for it again', async () => {
    const locked = kit.bench.write('locked.pdf', await lockedPdf());
    const bundle = kit.bench.path('locked.json');
    const first = await verify(locked, ...kit.trust, '--password-env', 'PW', '--bundle', bundle);
    expect(readFileSync(bundle, 'utf8')).not.toContain(USER_PASSWORD);
    expect(await verify('--replay', bundle, '--password-env', 'PW')).toEqual(first);
    expect(await verify('--replay', bundle)).toMatchObject({
      code: 65,
      stderr: expect.stringContaining('PDF_PASSWORD_REQUIRED'),
    });
  });

  it('refuse a bundle that was altered', async () => {
    const bundle = kit.bench.path('altered.json');
    await verify(pdf, ...kit.trust, '--bundle', bundle);
    const altered = readFileSync(bundle, 'utf8').replace('"strict"', '"compat"');
    expect(await verify('--replay', kit.bench.write('altered.json', altered))).toMatchObject({
      code: 65,
      stderr: expect.stringContaining('BUNDLE_INVALID'),
    });
    expect(await verify('--replay', pdf)).toMatchObject({ code: 65 });
    expect(await verify('--replay', kit.bench.path('absent.json'))).toMatchObject({ code: 66 });
  });

  it.each<[string, () => readonly string[]]>([
    ['options that the bundle says', () => ['--replay', pdf, '--revocation', 'none']],
    ['a bundle and a replay', () => ['--replay', pdf, '--bundle', 'x.json']],
    ['a bundle of several documents', () => [pdf, kit.pdf, '--bundle', kit.bench.path('x.json')]],
    ['a bundle in the place of its document', () => [pdf, '--bundle', pdf]],
    ['a bundle in no directory', () => [pdf, '--bundle', kit.bench.path('none/x.json')]],
    ['--documents-beside without a bundle', () => [pdf, '--documents-beside']],
    ['nothing at all', () => []],
  ])('are not misunderstood: %s', async (_what, argv) => {
    const before = readFileSync(pdf);
    expect(await verify(...argv())).toMatchObject({ code: 64, stderr: expect.stringContaining('USAGE') });
    expect(readFileSync(pdf).equals(before)).toBe(true);
    expect(kit.bench.list()).not.toContain('x.json');
  });
});
