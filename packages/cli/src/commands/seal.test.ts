import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { utf8 } from '@eseal/core';
import { parseContainer } from '@eseal/formats/detect';
import {
  invoicePdf,
  invoiceXml,
  lockedPdf,
  OWNER_PASSWORD,
  protectedPdf,
  replaceBytes,
  smallPdf,
  USER_PASSWORD,
} from '@eseal/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, openBench } from '../test-bench.ts';
import { type Kit, openKit } from '../test-kit.ts';

const image = new URL('../../../../examples/assets/seal.png', import.meta.url).pathname;
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

let kit: Kit;
beforeAll(async () => {
  kit = await openKit();
});
afterAll(() => kit[Symbol.asyncDispose]());

/** Seals into a bench and gives what was printed as JSON. */
async function sealed(bench: Bench, input: string, out: string, ...argv: string[]) {
  const args = ['seal', input, '--out', bench.path(out), ...kit.key, '--json', ...argv];
  const { code, stdout, stderr } = await kit.run(args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

describe('eseal seal', () => {
  it('seals a PDF and describes the file it made', async () => {
    using bench = openBench();
    const result = await sealed(bench, kit.pdf, 'out.pdf');
    const file = bench.read('out.pdf');
    expect(result).toEqual({
      output: bench.path('out.pdf'),
      format: 'pades',
      level: 'B-B',
      seals: 1,
      sha256: sha256(file),
    });
    const { signatures } = await parseContainer(file);
    expect(signatures).toMatchObject([{ form: 'B-B', format: 'PAdES' }]);
    expect(bench.list()).toEqual(['out.pdf']);
  });

  it('adds a timestamp at B-T, and a second seal after the first', async () => {
    using bench = openBench();
    const timestamped = ['--level', 'B-T', '--tsa', kit.services.tsa];
    const first = await sealed(bench, kit.pdf, 'first.pdf', ...timestamped);
    expect(first).toMatchObject({ level: 'B-T', seals: 1 });
    expect(await sealed(bench, bench.path('first.pdf'), 'second.pdf')).toMatchObject({ seals: 2 });
    const { signatures } = await parseContainer(bench.read('second.pdf'));
    expect(signatures.map(({ form }) => form)).toEqual(['B-T', 'B-B']);
  });

  it('seals any file in CMS, beside it or around it', async () => {
    using bench = openBench();
    const csv = bench.write('ledger.csv', 'date,amount\n2026-11-01,1000\n');
    expect(await sealed(bench, csv, 'ledger.p7s')).toMatchObject({ format: 'cades', seals: 1 });
    await sealed(bench, csv, 'ledger.p7m', '--packaging', 'attached');
    const text = Buffer.from('date,amount');
    expect(Buffer.from(bench.read('ledger.p7m')).includes(text)).toBe(true);
    expect(Buffer.from(bench.read('ledger.p7s')).includes(text)).toBe(false);
  });

  it('seals XML inside the document, around it or beside it', async () => {
    using bench = openBench();
    const xml = bench.write('invoice.xml', invoiceXml());
    const enveloped = await sealed(bench, xml, 'enveloped.xml', '--level', 'B-T', '--tsa', kit.services.tsa);
    expect(enveloped).toMatchObject({ format: 'xades', level: 'B-T', seals: 1 });
    expect(await sealed(bench, bench.path('enveloped.xml'), 'twice.xml')).toMatchObject({ seals: 2 });
    expect(Buffer.from(bench.read('enveloped.xml')).toString()).toMatch(/<\/ds:Signature>\s*<\/Invoice>\s*$/);
    for (const packaging of ['enveloping', 'detached']) {
      await sealed(bench, xml, `${packaging}.xml`, '--packaging', packaging);
      const { format, signatures } = await parseContainer(bench.read(`${packaging}.xml`));
      expect({ format, forms: signatures.map(({ form }) => form) }).toEqual({
        format: 'xades',
        forms: ['B-B'],
      });
    }
    expect(bench.read('detached.xml').length).toBeLessThan(bench.read('enveloping.xml').length - 7000);
  });

  it('puts a XAdES seal where it is told to', async () => {
    using bench = openBench();
    const invoice = bench.write('invoice.xml', invoiceXml());
    await sealed(bench, invoice, 'ubl.xml', '--place', 'ubl-extensions');
    expect(Buffer.from(bench.read('ubl.xml')).toString()).toMatch(
      /<ext:UBLExtensions[\s\S]*<ds:Signature[\s\S]*CustomizationID/,
    );
    const xml = bench.write('form.xml', '<form><stamp Id="here"/><end/></form>');
    await sealed(bench, xml, 'placed.xml', '--place', 'id:here');
    expect(Buffer.from(bench.read('placed.xml')).toString()).toMatch(
      /<stamp Id="here"><ds:Signature[\s\S]*<\/stamp><end\/>/,
    );
  });

  it('opens encrypted PDFs by a password from the environment, or asks for it', async () => {
    using bench = openBench();
    const locked = bench.write('locked.pdf', lockedPdf());
    const argv = ['seal', locked, '--out', bench.path('out.pdf'), ...kit.key, '--json'];
    const env = { PIN: kit.services.pin, PASSWORD: USER_PASSWORD };
    const named = await kit.run([...argv, '--password-env', 'PASSWORD'], { env });
    expect(named).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(named.stdout)).toMatchObject({ seals: 1 });
    const asked: string[] = [];
    const prompt = async (message: string): Promise<string> => {
      asked.push(message);
      return USER_PASSWORD;
    };
    const outDir = ['--out-dir', bench.path('out'), ...kit.key];
    const copies = [locked, bench.write('copy.pdf', lockedPdf())];
    expect(await kit.run(['seal', ...copies, ...outDir], { env, prompt })).toMatchObject({ code: 0 });
    expect(asked).toEqual([`password of ${locked}: `]);
    const config = { seal: { 'password-env': 'PASSWORD' } };
    const file = bench.write('eseal.json', JSON.stringify(config));
    expect(await kit.run([...argv, '--config', file], { env })).toMatchObject({ code: 0 });
  });

  it('seals a protected PDF for its owner only', async () => {
    using bench = openBench();
    const input = bench.write('protected.pdf', protectedPdf());
    const argv = ['seal', input, '--out', bench.path('out.pdf'), ...kit.key, '--password-env', 'PASSWORD'];
    const env = { PIN: kit.services.pin, PASSWORD: OWNER_PASSWORD };
    expect(await kit.run(argv, { env })).toMatchObject({ code: 0 });
  });

  it('repairs a broken PDF before its first seal when it is asked to', async () => {
    using bench = openBench();
    const broken = bench.write(
      'broken.pdf',
      replaceBytes(smallPdf(), utf8('startxref\n'), utf8('startxref\n9')),
    );
    const argv = ['seal', broken, '--out', bench.path('out.pdf'), ...kit.key];
    expect(await kit.run(argv)).toMatchObject({
      code: 65,
      stderr: expect.stringContaining('PDF_XREF_BROKEN'),
    });
    expect(bench.list()).toEqual(['broken.pdf']);
    expect(await sealed(bench, broken, 'out.pdf', '--repair')).toMatchObject({ seals: 1 });
  });

  it('states what the options say: time, reason, place, certification, field', async () => {
    using bench = openBench();
    await sealed(
      bench,
      kit.pdf,
      'out.pdf',
      ...['--signing-time', '2026-11-01T09:00', '--reason', '請求書の発行', '--location', '東京都'],
      ...['--certify', '2', '--field', 'Seal A'],
    );
    const { signatures } = await parseContainer(bench.read('out.pdf'));
    const pdf = { permission: 2, fieldName: 'Seal A', reason: '請求書の発行', location: '東京都' };
    expect(signatures).toMatchObject([{ claimedTime: new Date('2026-11-01T09:00:00Z'), scope: { pdf } }]);
  });

  it('shows an image where it is told to', async () => {
    using bench = openBench();
    const invoice = bench.write('invoice.pdf', invoicePdf());
    await sealed(bench, invoice, 'out.pdf', '--image', image, '--box', '176mm,44mm,18mm,18mm');
    const text = Buffer.from(bench.read('out.pdf')).toString('latin1');
    expect(text).toMatch(/\/Subtype\s*\/Image/);
    const same = ['seal', bench.path('out.pdf'), '--out', bench.path('2.pdf'), ...kit.key, '--image', image];
    expect(await kit.run([...same, '--box', '176mm,44mm,18mm,18mm'])).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('PDF_PLACE_TAKEN'),
    });
  });

  it('seals several documents into a directory and tells how far it is', async () => {
    using bench = openBench();
    const inputs = [bench.write('a.pdf', invoicePdf()), bench.write('b.csv', 'x')];
    const argv = ['seal', ...inputs, '--out-dir', bench.path('out'), ...kit.key];
    const { code, stdout, stderr } = await kit.run(argv);
    expect(code).toBe(0);
    expect(stderr).toBe(inputs.map((input, at) => `${at + 1}/2 ${input}\n`).join(''));
    expect(stdout).toBe(
      `${inputs[0]} -> ${bench.path('out/a.pdf')} (pades, B-B)\n` +
        `${inputs[1]} -> ${bench.path('out/b.csv.p7s')} (cades, B-B)\n`,
    );
    const quiet = await kit.run([...argv, '--quiet', '--report', 'json']);
    expect(quiet.stderr).toBe('');
    expect(
      quiet.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).format),
    ).toEqual(['pades', 'cades']);
  });

  it('takes every option from a configuration file', async () => {
    using bench = openBench();
    const { p12, tsa } = kit.services;
    const config = {
      pkcs12: p12,
      seal: { 'pin-env': 'PIN', level: 'B-T', tsa, out: bench.path('out.pdf'), json: true },
      verify: { trust: kit.services.anchors },
    };
    const argv = ['seal', kit.pdf, '--config', bench.write('eseal.json', JSON.stringify(config))];
    const { code, stdout } = await kit.run(argv);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ output: bench.path('out.pdf'), level: 'B-T' });
  });

  it('accepts where material for higher levels comes from, and needs none of it', async () => {
    using bench = openBench();
    const material = ['--trust', ...kit.services.anchors, '--allow-host', '127.0.0.1'];
    expect(await sealed(bench, kit.pdf, 'out.pdf', ...material)).toMatchObject({ level: 'B-B' });
  });

  it('asks for the PIN on a terminal when no variable is named', async () => {
    using bench = openBench();
    const prompt = async (): Promise<string> => kit.services.pin;
    const argv = ['seal', kit.pdf, '--out', bench.path('out.pdf'), '--pkcs12', kit.services.p12];
    expect((await kit.run(argv, { prompt })).code).toBe(0);
  });

  it('stops when it is told to, with nothing left behind', async () => {
    using bench = openBench();
    mkdirSync(bench.path('out'));
    const argv = ['seal', kit.pdf, '--out', bench.path('out/a.pdf'), ...kit.key];
    const { code, stderr } = await kit.run(argv, { stop: AbortSignal.abort() });
    expect(code).toBe(130);
    expect(stderr).toMatch(/^eseal: ABORTED: /);
    expect(bench.list()).toEqual(['out']);
  });
});
