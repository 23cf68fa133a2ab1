/**
 * A validation whose evidence is kept.
 *
 * @module
 */
import { type DocumentSource, readAll, sizeOf } from '@eseal/core';
import { type DetachedContent, isContentDigest } from '@eseal/core/container';
import { digestDocument } from '@eseal/core/crypto';
import { ValidatorError } from '../errors.ts';
import { policyOf } from '../policy/presets.ts';
import type { ValidationReport } from '../report/report.ts';
import { noRevocationData } from '../revocation/provider.ts';
import { trustOf } from '../session.ts';
import { type ValidateOptions, validate } from '../validate.ts';
import type { BundledContent, BundledDocument, BundledOptions, EvidenceBundle } from './bundle.ts';
import { recordIssuers, recordRevocation, recordTrust } from './record-sources.ts';

/** How to validate, and what to keep. */
export interface RecordEvidenceOptions extends ValidateOptions {
  /** Leaves the documents out of the bundle, which then names their digests: for large ones. Default false. */
  readonly documentsBeside?: boolean;
}

/** A report and what it rests on. */
export interface RecordedValidation {
  readonly report: ValidationReport;
  readonly bundle: EvidenceBundle;
}

/** Most bytes of documents in one bundle: its file is one text, which platforms limit. */
const MAX_DOCUMENT_BYTES = 128 << 20;

/**
 * Validates as `validate` does, and keeps all bytes, answers, times and rules that were used. A validation that was cut
 * short by its time budget may go further when it is replayed.
 *
 * @throws ValidatorError `BUNDLE_TOO_LARGE`; else as `validate`
 *
 * @example
 * ```ts
 * import { createOnlineRevocation, type ValidationReport } from '@eseal/validator';
 * import { recordEvidence, writeBundle } from '@eseal/validator/evidence';
 *
 * export async function validateForTheFile(
 *   pdf: Uint8Array,
 *   rootDer: Uint8Array,
 *   keep: (bundle: Uint8Array) => Promise<void>,
 * ): Promise<ValidationReport> {
 *   const revocationProvider = createOnlineRevocation();
 *   const { report, bundle } = await recordEvidence(pdf, { trust: [rootDer], revocationProvider });
 *   await keep(await writeBundle(bundle));
 *   return report;
 * }
 * ```
 *
 * @see EN 319 102-1 §5.1.3: the report has to name what was used
 */
export async function recordEvidence(
  document: DocumentSource,
  { documentsBeside = false, ...options }: RecordEvidenceOptions,
): Promise<RecordedValidation> {
  const { now = new Date(), issuers, revocationProvider } = options;
  const { validationTime = now } = options;
  const judged = await collected(document, options.maxStreamBytes);
  const contents = await collectedContents(options);
  const keep = !documentsBeside;
  if (keep) assertRoom([judged, ...contents.map(({ source }) => source)]);
  const trust = recordTrust(trustOf(options.trust));
  const issuing = issuers && recordIssuers(issuers);
  const revoking = revocationProvider && recordRevocation(revocationProvider);
  const policy = policyOf(options.policy ?? 'strict');
  const report = await validate(judged, {
    ...options,
    policy,
    now,
    validationTime,
    contents,
    trust: trust.source,
    ...(issuing && { issuers: issuing.source }),
    revocationProvider: revoking?.source ?? noRevocationData,
  });
  const { crls = [], ocspResponses = [] } = options.revocationData ?? {};
  const bundle: EvidenceBundle = {
    ...(options.name !== undefined && { name: options.name }),
    document: await bundleDocument(judged, keep),
    contents: await Promise.all(contents.map((content) => bundleContent(content, keep))),
    clock: { validationTime, now },
    policy,
    options: bundledOptions(options),
    certificates: (options.certificates ?? []).map((one) => (one instanceof Uint8Array ? one : one.raw)),
    revocationData: { crls, ocspResponses },
    trust: trust.recorded(),
    ...(issuing && { issuers: issuing.recorded() }),
    ...(revoking && { revocation: revoking.recorded() }),
  };
  return { report, bundle };
}

/** A stream as bytes, since it is read twice. */
async function collected(source: DocumentSource, maxBytes: number | undefined): Promise<DocumentSource> {
  return 'getReader' in source ? readAll(source, maxBytes) : source;
}

function collectedContents({
  contents = [],
  maxStreamBytes,
}: ValidateOptions): Promise<readonly DetachedContent[]> {
  return Promise.all(
    contents.map(async (content) => {
      const { source } = content;
      return isContentDigest(source)
        ? content
        : { ...content, source: await collected(source, maxStreamBytes) };
    }),
  );
}

function assertRoom(sources: readonly DetachedContent['source'][]): void {
  const sizes = sources.map((source) => (isContentDigest(source) ? 0 : (sizeOf(source) ?? 0)));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  if (bytes <= MAX_DOCUMENT_BYTES) return;
  throw new ValidatorError(
    'BUNDLE_TOO_LARGE',
    `the documents have ${bytes} bytes, too many for a bundle: keep them beside it`,
    { facts: { bytes, most: MAX_DOCUMENT_BYTES } },
  );
}

async function bundleDocument(source: DocumentSource, keep: boolean): Promise<BundledDocument> {
  const { digest, size } = await digestDocument('SHA-256', source);
  // Node gives a Buffer, which a bundle that was read does not hold.
  return { size, sha256: new Uint8Array(digest), ...(keep && { bytes: await readAll(source) }) };
}

async function bundleContent({ source, ...named }: DetachedContent, keep: boolean): Promise<BundledContent> {
  if (isContentDigest(source)) return { ...named, kind: 'digest', ...source };
  return { ...named, kind: 'document', document: await bundleDocument(source, keep) };
}

function bundledOptions({
  archiveLimits,
  japan,
  level,
  pathPolicies,
  proofs,
  revocation,
  signaturePolicies,
}: ValidateOptions): BundledOptions {
  return {
    ...(level !== undefined && { level }),
    ...(revocation !== undefined && { revocation }),
    ...(pathPolicies !== undefined && { pathPolicies }),
    ...(proofs !== undefined && { proofs }),
    ...(archiveLimits !== undefined && { archiveLimits }),
    ...(signaturePolicies !== undefined && { signaturePolicies }),
    ...(japan !== undefined && { japan }),
  };
}
