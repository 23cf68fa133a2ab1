/**
 * `openssl cms -verify -cades`: CAdES, and the CMS that is taken out of a PDF or a container.
 *
 * @module
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireJudge } from '../judges.ts';
import { cadesSealsIn, manifestsHold } from '../lib/asic-parts.ts';
import { type PdfSignature, pdfSignatures } from '../lib/pdf-signatures.ts';
import { runProgram } from './run-program.ts';
import { joinVerdicts, type SealedFile, type SealJudge, type Verdict } from './verdict.ts';

/** OpenSSL as a judge. It follows the chain to the anchor and compares the signing-certificate attribute. */
export function createOpenssl(): SealJudge {
  const program = requireJudge('openssl');
  return {
    name: 'openssl',
    scope: 'seals',
    judge: async (file) => {
      if (file.kind === 'pdf') return judgeParts(program, file, pdfSignatures(file.bytes).filter(isSeal));
      if (file.kind === 'cms') return judgeCms(program, file, file.content?.path);
      if (!manifestsHold(file.bytes)) return { accepted: false, reason: 'a digest in the manifest differs' };
      const seals = cadesSealsIn(file.bytes).map(({ bytes, covered }) => ({ cms: bytes, covered }));
      return judgeParts(program, file, seals);
    },
    async version() {
      const { output } = await runProgram(program, ['version']);
      return output.split(' ')[1] ?? 'unknown';
    },
  };
}

const isSeal = ({ isTimestamp }: PdfSignature): boolean => !isTimestamp;

/** Judges what stands in a file, each with what it covers. */
async function judgeParts(
  program: string,
  { trust }: SealedFile,
  parts: readonly { readonly cms: Uint8Array; readonly covered?: Uint8Array | undefined }[],
): Promise<Verdict> {
  const folder = await mkdtemp(join(tmpdir(), 'eseal-openssl-'));
  try {
    const verdicts: Verdict[] = [];
    for (const [at, { cms, covered = new Uint8Array() }] of parts.entries()) {
      const path = join(folder, `${at}.p7s`);
      const content = join(folder, `${at}.bin`);
      await writeFile(path, cms);
      await writeFile(content, covered);
      verdicts.push({ ...(await judgeCms(program, { path, trust }, content)), seals: 1 });
    }
    return joinVerdicts(verdicts);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** All signers of a CMS at once: one that is refused refuses it. */
async function judgeCms(
  program: string,
  { path, trust }: Pick<SealedFile, 'path' | 'trust'>,
  content: string | undefined,
): Promise<Verdict> {
  const { status, errors } = await runProgram(program, [
    ...['cms', '-verify', '-cades', '-binary', '-inform', 'DER', '-in', path],
    ...['-CAfile', trust.path, '-no-CApath', '-no-CAstore', '-purpose', 'any', '-out', '/dev/null'],
    ...(content === undefined ? [] : ['-content', content]),
  ]);
  return { accepted: status === 0, reason: status === 0 ? '' : firstErrors(errors) };
}

function firstErrors(errors: string): string {
  const reasons = [...errors.matchAll(/:error:[^:]*:[^:]*:[^:]*:([^:]*)/g)].map(([, reason]) => reason);
  return reasons.join(', ') || errors.trim();
}
