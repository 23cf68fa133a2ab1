/**
 * Validates one case of the corpora of seals as a caller would, with nothing but what the case gives. Neutral to the
 * runtime: the tests run it in Node and, bundled, in a browser.
 *
 * @module
 */
import { fromBase64, utf8 } from '@eseal/core';
import type { DetachedContent } from '@eseal/core/container';
import type { DigestAlgorithm } from '@eseal/core/crypto';
import { type SignaturePolicyDocument, toJson, type ValidateOptions, validate } from '@eseal/validator';

/** A case as its manifest states it. */
export interface CorpusCase {
  readonly id: string;
  readonly file: string;
  readonly detached?: readonly string[];
  readonly detachedNames?: readonly (string | null)[];
  readonly detachedDigests?: readonly { readonly alg: DigestAlgorithm; readonly valueBase64: string }[];
  readonly config?: {
    readonly detachedGenerated?: GeneratedContents;
    readonly trustAnchorsDerBase64?: readonly string[];
    readonly signingCertificatesDerBase64?: readonly string[];
    readonly validationTime?: string;
    readonly maxCompressionRatio?: number;
  };
  readonly files?: { readonly policyDocument?: string };
  readonly expect: Readonly<Record<string, unknown>>;
}

/** Contents by a rule: `{i}` in name and content stands for the number. */
interface GeneratedContents {
  readonly count: number;
  readonly name: string;
  readonly content: string;
  readonly firstIndex: number;
}

/** Reads a file of the corpus by its path in the manifest. */
export type ReadFile = (path: string) => Promise<Uint8Array>;

/** The time of cases that state none, so that reports of two runs can be compared. */
export const CORPUS_TIME = '2026-10-01T00:00:00Z';

/** The report on a case, as the JSON that leaves the validator. */
export async function validateCase(
  one: CorpusCase,
  read: ReadFile,
  options: Pick<ValidateOptions, 'policy' | 'revocation'> = {},
): Promise<string> {
  const { trustAnchorsDerBase64 = [], signingCertificatesDerBase64 = [], validationTime } = one.config ?? {};
  const { maxCompressionRatio } = one.config ?? {};
  const report = await validate(await read(one.file), {
    trust: trustAnchorsDerBase64.map(decode),
    certificates: signingCertificatesDerBase64.map(decode),
    revocation: 'none',
    ...options,
    ...(maxCompressionRatio !== undefined && { archiveLimits: { maxCompressionRatio } }),
    contents: await contentsOf(one, read),
    signaturePolicies: await policiesOf(one, read),
    validationTime: new Date(validationTime ?? CORPUS_TIME),
  });
  return JSON.stringify(toJson(report));
}

async function policiesOf(
  { files }: CorpusCase,
  read: ReadFile,
): Promise<readonly SignaturePolicyDocument[]> {
  return files?.policyDocument === undefined ? [] : [{ document: await read(files.policyDocument) }];
}

function decode(base64: string): Uint8Array {
  return fromBase64(base64) ?? new Uint8Array();
}

/** What stands beside the file of a case. */
export async function contentsOf(one: CorpusCase, read: ReadFile): Promise<readonly DetachedContent[]> {
  const { detached = [], detachedNames = [], detachedDigests = [], config } = one;
  const contents: DetachedContent[] = [];
  for (const [index, path] of detached.entries()) {
    const name = detachedNames[index] ?? null;
    contents.push({ source: await read(path), ...(name !== null && { name }) });
  }
  for (const { alg, valueBase64 } of detachedDigests)
    contents.push({ source: { algorithm: alg, digest: decode(valueBase64) } });
  return [...contents, ...generate(config?.detachedGenerated)];
}

function generate(rule: GeneratedContents | undefined): readonly DetachedContent[] {
  if (rule === undefined) return [];
  const { count, firstIndex, name, content } = rule;
  return Array.from({ length: count }, (_, index) => {
    const fill = (template: string): string => template.replace('{i}', String(firstIndex + index));
    return { name: fill(name), source: utf8(fill(content)) };
  });
}
