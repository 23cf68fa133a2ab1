/** Every example is run as a user runs it, in processes of its own; what it makes is judged by programs that share no code with us. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createGoodWorld, invoiceXml, toPem } from '@eseal/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOpenssl } from '../interop/judges/openssl.ts';
import { createPdfsig } from '../interop/judges/pdfsig.ts';
import { createQpdf } from '../interop/judges/qpdf.ts';
import type { SealedFile } from '../interop/judges/verdict.ts';
import { createXmlsec1 } from '../interop/judges/xmlsec1.ts';
import { requireJudge, suiteFor } from '../interop/judges.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const invoice = fileURLToPath(new URL('assets/invoice.pdf', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'eseal-examples-'));
const at = (name: string): string => join(folder, name);

afterAll(() => rmSync(folder, { recursive: true }));

/** Runs an example in a process of its own, over the sources; the process has ended when this returns. */
function runExample(name: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const options = ['--conditions=@eseal/source', '--import', 'tsx', join('examples', name), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, options, {
    cwd: root,
    env: { ...process.env, LANG: 'C', NODE_OPTIONS: '', ...env },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/** A sealed file for the judges. */
function forJudges(kind: SealedFile['kind'], name: string, content?: string): SealedFile {
  const certificate = readFileSync(at('testkit/root.pem'));
  return {
    kind,
    path: at(name),
    bytes: readFileSync(at(name)),
    trust: { path: at('testkit/root.pem'), certificate },
    ...(content === undefined ? {} : { content: { path: content, bytes: readFileSync(content) } }),
  };
}

/** The page as an image of grey levels, at 72 pixels per inch. */
function render(pdf: string): { readonly width: number; readonly pixels: Uint8Array } {
  const program = requireJudge('pdftoppm');
  const { stdout } = spawnSync(program, ['-r', '72', '-singlefile', pdf], { maxBuffer: 1 << 26 });
  // PPM: `P6 WIDTH HEIGHT 255`, one white space, then three bytes for each pixel.
  const [head = '', width] = /^P6\s+(\d+)\s+\d+\s+255\s/.exec(stdout.toString('latin1')) ?? [];
  return { width: Number(width), pixels: stdout.subarray(head.length) };
}

/** The smallest box in millimetres around the pixels that differ. */
function differenceOf(before: string, after: string) {
  const [one, two] = [render(before), render(after)];
  const box = { left: Infinity, top: Infinity, right: 0, bottom: 0 };
  for (let offset = 0; offset < two.pixels.length; offset += 3) {
    if ([0, 1, 2].every((channel) => one.pixels[offset + channel] === two.pixels[offset + channel])) continue;
    const pixel = offset / 3;
    const [x, y] = [pixel % two.width, Math.floor(pixel / two.width)].map((value) => (value * 25.4) / 72);
    box.left = Math.min(box.left, x ?? 0);
    box.right = Math.max(box.right, x ?? 0);
    box.top = Math.min(box.top, y ?? 0);
    box.bottom = Math.max(box.bottom, y ?? 0);
  }
  return box;
}

describe('examples', () => {
  let sealing: ReturnType<typeof runExample>;
  const sealed = at('invoice-sealed.pdf');

  beforeAll(() => {
    sealing = runExample('seal-pdf.ts', [folder]);
  });

  it('seal-pdf seals the invoice, verifies it and says in a few lines where it is', () => {
    expect(sealing).toMatchObject({ status: 0, stderr: '' });
    expect(sealing.stdout).toContain('Seal of  株式会社サンプル, NTRJP-1555666777888');
    expect(sealing.stdout).toContain('Covers   the whole document; its proofs were added afterwards');
    expect(sealing.stdout).toContain('Verdict  TOTAL-PASSED');
    expect(sealing.stdout).toContain(`The sealed invoice:  ${sealed}\n`);
    expect(sealing.stdout.trim().split('\n').length).toBeLessThan(12);
    const original = readFileSync(invoice);
    expect(readFileSync(sealed).subarray(0, original.length)).toEqual(original);
  });

  suiteFor(['pdfsig', 'qpdf', 'openssl'], 'the sealed invoice', () => {
    it('is genuine for pdfsig, qpdf and openssl, and is not with one flipped bit', async () => {
      const file = forJudges('pdf', 'invoice-sealed.pdf');
      for (const create of [createPdfsig, createQpdf, createOpenssl]) {
        const judge = create();
        expect(await judge.judge(file), judge.name).toMatchObject({ accepted: true });
      }
      const flipped = Uint8Array.from(file.bytes);
      flipped[5000] = (flipped[5000] ?? 0) ^ 1;
      writeFileSync(at('flipped.pdf'), flipped);
      for (const create of [createPdfsig, createOpenssl]) {
        const judge = create();
        expect(await judge.judge(forJudges('pdf', 'flipped.pdf')), judge.name).toMatchObject({
          accepted: false,
        });
      }
    });
  });

  suiteFor(['pdftoppm'], 'the visible seal', () => {
    it('stands at the end of the name of the company and nowhere else', () => {
      const { left, top, right, bottom } = differenceOf(invoice, sealed);
      expect(left).toBeGreaterThan(154);
      expect(left).toBeLessThan(157);
      expect(right).toBeLessThan(193);
      expect(top).toBeGreaterThan(45);
      expect(bottom).toBeLessThan(61.5);
    });
  });

  it('verify says what a recipient has to know, in both languages', () => {
    const anchor = at('testkit/root.pem');
    const english = runExample('verify.ts', [sealed, anchor]);
    expect(english).toMatchObject({ status: 0, stderr: '' });
    expect(english.stdout).toContain('TOTAL-PASSED');
    expect(english.stdout).toContain('株式会社サンプル');
    const japanese = runExample('verify.ts', [sealed, anchor], { LANG: 'ja_JP.UTF-8' });
    expect(japanese.status).toBe(0);
    expect(japanese.stdout).toMatch(/[ぁ-ん]/);
  });

  it('verify fails for those who trust somebody else, and without a seal', async () => {
    const [stranger = new Uint8Array()] = (await createGoodWorld()).anchors;
    writeFileSync(at('stranger.pem'), toPem('CERTIFICATE', stranger));
    const { status, stdout } = runExample('verify.ts', [sealed, at('stranger.pem')]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: expect.stringContaining('INDETERMINATE') });
    expect(runExample('verify.ts', [invoice, at('testkit/root.pem')]).status).toBe(1);
    expect(runExample('verify.ts', []).status).toBe(1);
  });
});

describe('the invoice in XML', () => {
  const original = invoiceXml();
  const sealed = at('xml/invoice-sealed.xml');
  let sealing: ReturnType<typeof runExample>;
  beforeAll(() => {
    sealing = runExample('seal-xml-invoice.ts', [at('xml')]);
  });

  it('seal-xml-invoice seals it, verifies it and says in a few lines where it is', () => {
    expect(sealing).toMatchObject({ status: 0, stderr: '' });
    expect(sealing.stdout).toContain('Seal of  株式会社サンプル, NTRJP-1555666777888');
    expect(sealing.stdout).toContain('Covers   the whole document');
    expect(sealing.stdout).toContain('Verdict  TOTAL-PASSED');
    expect(sealing.stdout).toContain(`The sealed invoice:  ${sealed}\n`);
  });

  it('has the signature in its extensions, and is otherwise the invoice as it was', () => {
    const text = readFileSync(sealed, 'utf8');
    const [before = '', after = ''] = text.split(/<ext:UBLExtensions[\s\S]*<\/ext:UBLExtensions>\s*/);
    expect(text).toContain('urn:oasis:names:specification:ubl:dsig:enveloped:xades');
    expect(Buffer.from(original).toString('utf8').replaceAll(/\s/g, '')).toBe(
      (before + after).replaceAll(/\s/g, ''),
    );
  });

  it('is not genuine with another amount', () => {
    const anchor = at('xml/testkit/root.pem');
    writeFileSync(at('xml/altered.xml'), readFileSync(sealed, 'utf8').replace('>358669<', '>358668<'));
    const { status, stdout } = runExample('verify.ts', [at('xml/altered.xml'), anchor]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: expect.stringContaining('HASH_FAILURE') });
    expect(runExample('verify.ts', [sealed, anchor]).status).toBe(0);
  });

  suiteFor(['xmlsec1'], 'its signature', () => {
    it('is genuine for xmlsec1, and is not with another amount', async () => {
      const certificate = readFileSync(at('xml/testkit/root.pem'));
      const trust = { path: at('xml/testkit/root.pem'), certificate };
      const judge = createXmlsec1();
      const judged = (path: string) => judge.judge({ kind: 'xml', path, bytes: readFileSync(path), trust });
      expect(await judged(sealed)).toMatchObject({ accepted: true });
      expect(await judged(at('xml/altered.xml'))).toMatchObject({ accepted: false });
    });
  });
});

describe('keeping an archive', () => {
  it('renew-archive raises what is sealed, and keeps it in the next run', () => {
    const raised = runExample('renew-archive.ts', [at('keeping')]);
    expect(raised).toMatchObject({ status: 0, stderr: '' });
    const [before = '', after = ''] = raised.stdout.split('Raised to B-LTA:');
    expect(before.match(/\.xml {2}material before 20\d\d-\d\d-\d\d/g)).toHaveLength(3);
    expect(after.match(/\.xml {2}augmented/g)).toHaveLength(3);
    expect(after.match(/\.xml {2}archive-timestamp before 20\d\d-\d\d-\d\d/g)).toHaveLength(3);
    const file = at('keeping/archive/2026-10.xml');
    expect(runExample('verify.ts', [file, at('keeping/testkit/root.pem')])).toMatchObject({ status: 0 });
    const kept = readFileSync(file);
    const again = runExample('renew-archive.ts', [at('keeping')]);
    expect(again.stdout.match(/\.xml {2}kept/g)).toHaveLength(3);
    expect(readFileSync(file)).toEqual(kept);
  });
});

describe('Japan and the EU', () => {
  it('jp-eu verifies seals of both sides, across a bridge and with an LEI, and says so in a few lines', () => {
    const english = runExample('jp-eu.ts', []);
    expect(english).toMatchObject({ status: 0, stderr: '' });
    expect(english.stdout.match(/Verdict {2}TOTAL-PASSED/g)).toHaveLength(4);
    const [, inEurope = '', inJapan = '', bridge = '', lei = ''] = english.stdout.split(/^\d\. /m);
    expect(inEurope).toContain('AdESeal-QC (EU recognises JP: QCForESeal)');
    expect(inEurope).toContain('Accredited e-seal (level 2)');
    expect(inJapan).toContain('QESeal');
    expect(inJapan).toContain('(JP recognises XE: QCForESeal)');
    expect(bridge).toContain('across the bridge');
    expect(lei).toMatch(/LEI .*00ZZ00SAMPLE00000159 \(株式会社サンプル\): true/);
  });

  it('jp-eu speaks Japanese', () => {
    const { status, stdout } = runExample('jp-eu.ts', [], { LANG: 'ja_JP.UTF-8' });
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: expect.stringContaining('認定eシール(レベル2)'),
    });
  });
});

describe('a key at a provider', () => {
  it('seal-remotely asks a person once for both documents, names them, and tells nobody the secrets', () => {
    const { status, stdout, stderr } = runExample('seal-remotely.ts', [at('remote')]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.match(/^Approve {2}sealing these 2 documents/gm)).toHaveLength(1);
    expect(stdout.match(/^ {2}2026-1[01]\.pdf {2}SHA-256 [0-9a-f]{16}…$/gm)).toHaveLength(2);
    expect(stdout).toContain('Used     the key for 2 values');
    expect(stdout.match(/Verdict {2}TOTAL-PASSED/g)).toHaveLength(2);
    const { rsspTestSecrets } = JSON.parse(readFileSync(at('remote/testkit/services.json'), 'utf8'));
    for (const secret of Object.values(rsspTestSecrets)) expect(stdout).not.toContain(secret);
  });

  suiteFor(['pdfsig'], 'what is sealed with it', () => {
    it('is genuine for pdfsig', async () => {
      const certificate = readFileSync(at('remote/testkit/root.pem'));
      const trust = { path: at('remote/testkit/root.pem'), certificate };
      const path = at('remote/2026-10.pdf');
      const file: SealedFile = { kind: 'pdf', path, bytes: readFileSync(path), trust };
      expect(await createPdfsig().judge(file)).toMatchObject({ accepted: true });
    });
  });
});

suiteFor(['softhsm2'], 'a key in an HSM', () => {
  it('seal-batch-with-hsm makes it there, has it certified, and seals a hundred invoices with it', () => {
    const { status, stdout, stderr } = runExample('seal-batch-with-hsm.ts', [folder]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('Sealed   100 invoices');
    expect(stdout).toContain('Verdict  TOTAL-PASSED');
    expect(readdirSync(at('hsm/sealed')).filter((name) => name.endsWith('.pdf'))).toHaveLength(100);
  });
});

describe('interrupted sealing', () => {
  const document = at('approved.pdf');
  const digest = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

  it('prepares in one process, without the key, and completes in another', () => {
    cpSync(invoice, document);
    const first = at('without-key');
    cpSync(at('testkit/seal.chain.pem'), join(first, 'seal.chain.pem'));
    expect(runExample('interrupted-sealing.ts', ['prepare', first, document])).toMatchObject({
      status: 0,
      stderr: '',
    });
    expect(existsSync(`${document}.p7s`)).toBe(false);
    expect(readFileSync(join(first, 'state.bin')).length).toBeLessThan(20_000);
    cpSync(at('testkit/seal.key.pem'), join(first, 'seal.key.pem'));
    const second = runExample('interrupted-sealing.ts', ['complete', first, document]);
    expect(second).toMatchObject({ status: 0, stderr: '', stdout: `${document}.p7s seals ${document}\n` });
    expect(digest(document)).toBe(digest(invoice));
  });

  suiteFor(['openssl'], 'its seal', () => {
    it('is genuine for openssl, and only beside its document', async () => {
      const judge = createOpenssl();
      expect(await judge.judge(forJudges('cms', 'approved.pdf.p7s', document))).toMatchObject({
        accepted: true,
      });
      const other = at('invoice-sealed.pdf');
      expect(await judge.judge(forJudges('cms', 'approved.pdf.p7s', other))).toMatchObject({
        accepted: false,
      });
    });
  });

  it('completes neither for another document nor with an altered state', () => {
    const directory = at('without-key');
    const complete = (path: string) => runExample('interrupted-sealing.ts', ['complete', directory, path]);
    expect(complete(at('invoice-sealed.pdf'))).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('DOCUMENT_CHANGED'),
    });
    const state = readFileSync(join(directory, 'state.bin'));
    state[state.length >> 1] = (state[state.length >> 1] ?? 0) ^ 1;
    writeFileSync(join(directory, 'state.bin'), state);
    expect(complete(document)).toMatchObject({ status: 1, stderr: expect.stringContaining('STATE_INVALID') });
    expect(existsSync(`${at('invoice-sealed.pdf')}.p7s`)).toBe(false);
  });

  it('says how it is called', () => {
    expect(runExample('interrupted-sealing.ts', [])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('usage: interrupted-sealing.ts'),
    });
  });
});
