/** The page in a real Chromium, as a user drives it; what it makes is judged by programs that share no code with us. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { utf8 } from '@eseal/core';
import { flipBit, invoicePdf, invoiceXml, replaceBytes } from '@eseal/testkit';
import { type Browser, chromium, type Page, type Request } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createOpenssl } from '../interop/judges/openssl.ts';
import { createPdfsig } from '../interop/judges/pdfsig.ts';
import type { SealedFile } from '../interop/judges/verdict.ts';
import { createXmlsec1 } from '../interop/judges/xmlsec1.ts';
import { requireJudge, suiteFor } from '../interop/judges.ts';
import { validateFile } from './lib/validate-file.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'eseal-page-'));
const at = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

interface Chosen {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A file of every byte value, such as a spreadsheet or a picture. */
const BINARY: Chosen = { name: 'ledger.bin', bytes: Uint8Array.from({ length: 100_000 }, (_, i) => i % 251) };
const XML: Chosen = { name: 'invoice.xml', bytes: invoiceXml() };
const PDF: Chosen = { name: 'invoice.pdf', bytes: invoicePdf() };

/** Starts the page's server in a process of its own and gives its address. */
async function startServer() {
  const options = ['--conditions=@eseal/source', '--import', 'tsx', 'examples/browser-page/serve.ts'];
  const server = spawn(process.execPath, options, {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [address] = await once(createInterface(server.stdout), 'line');
  const stop = async (): Promise<void> => {
    const ended = once(server, 'exit');
    server.kill();
    await ended;
  };
  return { address: String(address), stop };
}

suiteFor(['chromium'], 'the browser page', () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let browser: Browser;
  let page: Page;
  let requests: Request[];

  beforeAll(async () => {
    server = await startServer();
    browser = await chromium.launch({ executablePath: requireJudge('chromium'), args: ['--no-sandbox'] });
    writeFileSync(at('root.pem'), await (await fetch(`${server.address}anchors.pem`)).text());
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
  });
  beforeEach(async () => {
    page = await browser.newPage({ locale: 'en-GB' });
    requests = [];
    page.on('request', (request) => requests.push(request));
    await page.goto(server.address);
  });

  const choose = (label: string, { name, bytes }: Chosen) =>
    page
      .getByLabel(label)
      .setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });

  /** Seals a file in the page and keeps the download in the folder. */
  async function sealed(document: Chosen): Promise<Chosen> {
    await choose('Document (PDF', document);
    await page.getByRole('button', { name: 'Seal', exact: true }).click();
    const download = page.waitForEvent('download');
    await page.locator('#seal output a').click();
    const file = await download;
    const name = file.suggestedFilename();
    await file.saveAs(at(name));
    return { name, bytes: Uint8Array.from(readFileSync(at(name))) };
  }

  /** What the page says of a sealed file. */
  async function verified(file: Chosen, content?: Chosen): Promise<string> {
    await choose('Sealed file', file);
    if (content !== undefined) await choose('The document itself', content);
    await page.locator('#verify button').click();
    const output = page.locator('#verify output');
    await expect.poll(() => output.textContent()).toMatch(/\n|\(/);
    return (await output.textContent()) ?? '';
  }

  it('seals a PDF, and sees that it is genuine, and that it is not with one flipped bit', async () => {
    const file = await sealed(PDF);
    expect(file.name).toBe('invoice-sealed.pdf');
    expect(file.bytes.subarray(0, PDF.bytes.length)).toEqual(PDF.bytes);
    const report = await verified(file);
    expect(report).toContain('Verdict: valid');
    expect(report).toContain('株式会社サンプル');
    expect(await verified({ ...file, bytes: flipBit(file.bytes, 5000) })).toContain('HASH_FAILURE');
    const { conclusion, seals } = await validateFile(at(file.name), [at('root.pem')], 'none');
    expect(conclusion).toEqual({ indication: 'TOTAL-PASSED' });
    expect(seals).toMatchObject([{ adesLevel: 'B-T' }]);
  });

  it('seals an invoice in XML, and sees that it is genuine, and that it is not with another amount', async () => {
    const file = await sealed(XML);
    expect(file.name).toBe('invoice-sealed.xml');
    expect(await verified(file)).toContain('Verdict: valid');
    const altered = replaceBytes(file.bytes, utf8('358669</cbc:Payable'), utf8('358668</cbc:Payable'));
    expect(await verified({ ...file, bytes: altered })).toContain('HASH_FAILURE');
    const { conclusion, seals } = await validateFile(at(file.name), [at('root.pem')], 'none');
    expect(conclusion).toEqual({ indication: 'TOTAL-PASSED' });
    expect(seals).toMatchObject([{ format: 'XAdES', adesLevel: 'B-T' }]);
  });

  it('seals any file beside it, and needs that file to verify', async () => {
    const file = await sealed(BINARY);
    expect(file.name).toBe('ledger.bin.p7s');
    expect(await verified(file, BINARY)).toContain('Verdict: valid');
    const altered = { ...BINARY, bytes: flipBit(BINARY.bytes, 5000) };
    expect(await verified(file, altered)).toContain('HASH_FAILURE');
    await page.reload();
    expect(await verified(file)).toContain('SIGNED_DATA_NOT_FOUND');
  });

  suiteFor(['pdfsig', 'openssl', 'xmlsec1'], 'what it made', () => {
    it('is genuine for pdfsig, openssl and xmlsec1', async () => {
      const trust = { path: at('root.pem'), certificate: readFileSync(at('root.pem')) };
      const kept = async (kind: SealedFile['kind'], document: Chosen): Promise<SealedFile> => {
        const { name, bytes } = await sealed(document);
        return { kind, path: at(name), bytes, trust };
      };
      const pdf = await kept('pdf', PDF);
      for (const judge of [createPdfsig(), createOpenssl()])
        expect(await judge.judge(pdf), judge.name).toMatchObject({ accepted: true });
      expect(await createXmlsec1().judge(await kept('xml', XML))).toMatchObject({ accepted: true });
      writeFileSync(at(BINARY.name), BINARY.bytes);
      const content = { path: at(BINARY.name), bytes: BINARY.bytes };
      const cms = { ...(await kept('cms', BINARY)), content };
      expect(await createOpenssl().judge(cms)).toMatchObject({ accepted: true });
    });
  });

  it('keeps the key and the document in the page: a public key and digests go out, to its own address only', async () => {
    await page.addInitScript(() => {
      const made: boolean[] = [];
      const generate = crypto.subtle.generateKey.bind(crypto.subtle) as (...args: unknown[]) => unknown;
      Object.assign(globalThis, { made });
      Object.assign(crypto.subtle, {
        generateKey: (...args: unknown[]) => {
          made.push(args[1] === true);
          return generate(...args);
        },
      });
    });
    await page.reload();
    await sealed(BINARY);
    expect(await page.evaluate(() => Reflect.get(globalThis, 'made'))).toEqual([false]);
    expect(new Set(requests.map((request) => new URL(request.url()).origin))).toEqual(
      new Set([new URL(server.address).origin]),
    );
    const sent = requests.filter((request) => request.method() === 'POST');
    const paths = sent.map((request) => new URL(request.url()).pathname);
    expect(new Set(paths)).toEqual(new Set(['/certificate', '/tsa']));
    // A SubjectPublicKeyInfo on P-256 has 91 bytes, a request for a timestamp some more than its digest.
    for (const request of sent) expect(request.postDataBuffer()?.length).toBeLessThan(120);
  });

  it('seals without a timestamp, when it is not wanted', async () => {
    await page.getByLabel('Add a timestamp').uncheck();
    const { name } = await sealed(PDF);
    const { seals } = await validateFile(at(name), [at('root.pem')], 'none');
    expect(seals).toMatchObject([{ adesLevel: 'B-B' }]);
  });

  it('says why a broken document cannot be sealed, and offers nothing', async () => {
    await choose('Document (PDF', { name: 'broken.pdf', bytes: PDF.bytes.subarray(0, 2000) });
    await page.getByRole('button', { name: 'Seal', exact: true }).click();
    await expect.poll(() => page.locator('#seal output').textContent()).toContain('PDF_');
    expect(await page.locator('#seal output a').count()).toBe(0);
  });

  it('speaks Japanese to those who prefer it, its reports too', async () => {
    const file = await sealed(PDF);
    await page.getByRole('button', { name: '日本語' }).click();
    expect(await page.getByRole('heading', { name: 'eシールの付与と検証', exact: true }).count()).toBe(1);
    await page
      .getByLabel('eシール付きのファイル')
      .setInputFiles({ name: file.name, mimeType: '', buffer: Buffer.from(file.bytes) });
    await page.getByRole('button', { name: '検証', exact: true }).click();
    await expect.poll(() => page.locator('#verify output').textContent()).toContain('検証結果');
    const japanese = await browser.newPage({ locale: 'ja-JP' });
    await japanese.goto(server.address);
    expect(await japanese.getByRole('button', { name: 'eシールを付与' }).count()).toBe(1);
  });
});
