/**
 * Each result of `signDoc` against what was asked for: as far as it can be checked without reading the format.
 *
 * @module
 */
import type { DigestAlgorithm } from '@eseal/core/crypto';
import type { Certificate } from '@eseal/core/x509';
import { type CmsCheck, checkCms, type ExpectedContent } from './check-cms.ts';
import { checkPdf } from './check-pdf.ts';
import type { SignDocAnswer } from './read-sign-doc.ts';
import type {
  DigestToSign,
  DocumentsToSign,
  DocumentToSign,
  SignedDocument,
  WantedSeal,
} from './sign-doc-model.ts';
import { signDocProblem } from './sign-doc-problem.ts';

/** A check of the caller's own, for formats that are not read here. */
export type CheckSeal = (
  sealed: Uint8Array,
  item: DocumentToSign | DigestToSign,
) => boolean | Promise<boolean>;

/** What the results must be. */
export interface ExpectedResults extends WantedSeal {
  readonly documents: DocumentsToSign;
  readonly digestAlgorithm: DigestAlgorithm;
  /** `undefined` where the service chooses the key. */
  readonly certificate: Certificate | undefined;
  readonly check: CheckSeal | undefined;
}

/**
 * The results in the order of the documents.
 *
 * @throws CscError `SIGNER_ANSWER_INVALID`, whose `facts.problem` is a {@link SignDocProblem}
 */
export async function checkSigned(
  answer: SignDocAnswer,
  expected: ExpectedResults,
): Promise<readonly SignedDocument[]> {
  const { items } = expected.documents;
  const kind = answer.documents.length > 0 ? 'document' : 'signature';
  const results = kind === 'document' ? answer.documents : answer.signatures;
  const isMixed = answer.documents.length > 0 && answer.signatures.length > 0;
  if (isMixed || results.length !== items.length) throw signDocProblem('count', results.length);
  return Promise.all(
    results.map(async (bytes, index) => {
      const item = items[index];
      if (item === undefined) throw signDocProblem('count', index);
      const { checked, certificate } = await checkOne({ kind, bytes, item, index }, expected);
      return { document: item.document, kind, bytes, checked, certificate };
    }),
  );
}

interface Result {
  readonly kind: SignedDocument['kind'];
  readonly bytes: Uint8Array;
  readonly item: DocumentToSign | DigestToSign;
  readonly index: number;
}

async function checkOne(
  result: Result,
  expected: ExpectedResults,
): Promise<Pick<SignedDocument, 'checked' | 'certificate'>> {
  const { bytes, item, index } = result;
  const check = await checkHere(result, expected);
  if (check?.kind === 'broken') throw signDocProblem(check.problem, index);
  if (expected.check !== undefined && !(await expected.check(bytes, item)))
    throw signDocProblem('refused-by-caller', index);
  if (check !== undefined)
    return { checked: result.kind === 'document' && expected.format === 'pades' ? 'pdf' : 'cms', ...check };
  return { checked: expected.check === undefined ? 'nothing' : 'caller', certificate: undefined };
}

/** `undefined` for formats that are not read here. */
async function checkHere(
  { kind, bytes, item }: Result,
  expected: ExpectedResults,
): Promise<CmsCheck | undefined> {
  if (expected.format === 'xades' || expected.format === 'jades') return undefined;
  if (expected.format === 'pades' && kind === 'document')
    return 'bytes' in item ? checkPdf(bytes, item.bytes, expected) : { kind: 'broken', problem: 'coverage' };
  return checkCms(bytes, { ...expected, content: contentOf(item, expected) });
}

function contentOf(
  item: DocumentToSign | DigestToSign,
  { digestAlgorithm }: ExpectedResults,
): ExpectedContent {
  return 'bytes' in item
    ? { kind: 'bytes', bytes: item.bytes }
    : { kind: 'digest', algorithm: digestAlgorithm, digest: item.digest };
}
