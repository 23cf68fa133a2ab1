import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Kit, openKit } from './test-kit.ts';

let kit: Kit;
let sealed: string;
beforeAll(async () => {
  kit = await openKit();
  sealed = kit.bench.path('sealed.pdf');
  expect(await kit.run(['seal', kit.pdf, '--out', sealed, ...kit.key])).toMatchObject({ code: 0 });
});
afterAll(() => kit[Symbol.asyncDispose]());

const verify = (...argv: readonly string[]) => kit.run(['verify', ...argv, ...kit.trust]);

describe('reports of eseal verify', () => {
  it('are one page of HTML for all documents, in the language asked for', async () => {
    const { code, stdout } = await verify(sealed, kit.pdf, '--report', 'html', '--lang', 'ja');
    expect(code).toBe(2);
    expect(stdout.match(/<!DOCTYPE html>/g)).toHaveLength(1);
    expect(stdout).toContain('<html lang="ja">');
    expect([...stdout.matchAll(/<h2><bdi>([^<]*)/g)].map(([, heading]) => heading)).toEqual([
      'sealed.pdf',
      'document.pdf',
    ]);
  });

  it('are one document of TS 119 102-2 for all documents', async () => {
    const { code, stdout } = await verify(sealed, kit.pdf, '--report', 'etsi-xml');
    expect(code).toBe(2);
    expect(stdout.match(/<\?xml/g)).toHaveLength(1);
    expect(stdout.match(/<SignatureValidationReport>/g)).toHaveLength(2);
    expect(stdout).toContain('mainindication:total-passed<');
  });

  it('are texts one after another, with details when they are wanted', async () => {
    const short = await verify(sealed, kit.pdf);
    expect(short.stdout.match(/Validation of electronic seals/g)).toHaveLength(2);
    expect(short.stdout).not.toContain('Path of certificates');
    expect((await verify(sealed, '--details')).stdout).toContain('Path of certificates');
  });

  it('are JSON with --json, unless --report says otherwise', async () => {
    expect(JSON.parse((await verify(sealed, '--json')).stdout).seals).toHaveLength(1);
    expect((await verify(sealed, '--json', '--report', 'text')).stdout).toContain('Verdict: valid');
  });

  it('have no other form', async () => {
    expect(await verify(sealed, '--report', 'pdf')).toMatchObject({ code: 64, stdout: '' });
  });
});
