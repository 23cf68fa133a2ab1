/**
 * A recorded validation once more.
 *
 * @module
 */
import { type DocumentSource, equalBytes, sizeOf } from '@eseal/core';
import type { DetachedContent } from '@eseal/core/container';
import { digestDocument } from '@eseal/core/crypto';
import { ValidatorError } from '../errors.ts';
import type { ValidationReport } from '../report/report.ts';
import { type ValidateOptions, validate } from '../validate.ts';
import type { BundledContent, BundledDocument, EvidenceBundle } from './bundle.ts';
import { replayIssuers, replayRevocation, replayTrust } from './replay-sources.ts';

/** What a bundle does not hold. */
export interface ReplayOptions extends Pick<ValidateOptions, 'password' | 'signal' | 'timeBudget'> {
  /** Documents that were kept beside the bundle, in any order: they are found by their digests. */
  readonly documents?: readonly Exclude<DocumentSource, ReadableStream<Uint8Array>>[];
}

/**
 * Validates again with what a bundle holds: the same bytes, answers, clock and rules, and no network. The report is that
 * of the recording, by the same version of this library to the last byte of its JSON.
 *
 * @throws ValidatorError `BUNDLE_DOCUMENT_MISSING`, `BUNDLE_INCOMPLETE`; CoreError `ABORTED`
 *
 * @example
 * ```ts
 * import { toText } from '@eseal/validator';
 * import { readBundle, replay } from '@eseal/validator/evidence';
 *
 * export async function explain(bundle: Uint8Array): Promise<string> {
 *   return toText(await replay(await readBundle(bundle)));
 * }
 * ```
 */
export async function replay(bundle: EvidenceBundle, options: ReplayOptions = {}): Promise<ValidationReport> {
  const { documents = [], ...given } = options;
  const { clock, issuers, name, policy, revocation, revocationData, trust } = bundle;
  const missing: string[] = [];
  const onMissing = (question: string): void => void missing.push(question);
  const beside = createFinder(documents);
  const report = await validate(await beside(bundle.document), {
    ...given,
    ...bundle.options,
    ...clock,
    ...(name !== undefined && { name }),
    policy,
    certificates: bundle.certificates,
    revocationData,
    contents: await Promise.all(bundle.contents.map((content) => replayContent(content, beside))),
    trust: replayTrust(trust, onMissing),
    ...(issuers && { issuers: replayIssuers(issuers, onMissing) }),
    ...(revocation && { revocationProvider: replayRevocation(revocation, onMissing) }),
  });
  if (missing.length > 0)
    throw new ValidatorError(
      'BUNDLE_INCOMPLETE',
      'the validation needs what the bundle does not hold: it was cut short, or judged by another version',
      { facts: { missing: missing.join(', ') } },
    );
  return report;
}

type FindDocument = (document: BundledDocument) => Promise<DocumentSource>;

function createFinder(documents: NonNullable<ReplayOptions['documents']>): FindDocument {
  return async ({ bytes, sha256, size }) => {
    if (bytes !== undefined) return bytes;
    for (const document of documents) {
      if (sizeOf(document) !== size) continue;
      if (equalBytes((await digestDocument('SHA-256', document)).digest, sha256)) return document;
    }
    throw new ValidatorError(
      'BUNDLE_DOCUMENT_MISSING',
      `a document of ${size} bytes was kept beside the bundle and is not given, or is another one`,
    );
  };
}

async function replayContent(content: BundledContent, beside: FindDocument): Promise<DetachedContent> {
  const { name, onlyByName } = content;
  const named = { ...(name !== undefined && { name }), ...(onlyByName && { onlyByName }) };
  if (content.kind === 'document') return { ...named, source: await beside(content.document) };
  const { algorithm, digest } = content;
  return { ...named, source: { algorithm, digest } };
}
