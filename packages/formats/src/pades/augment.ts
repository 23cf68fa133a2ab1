/**
 * Raising the level of sealed PDFs, by updates alone (EN 319 142-1 §5.4, §5.5, §6.3).
 *
 * @module
 */
import {
  type AugmentContext,
  CoreError,
  createSealedDocument,
  type DocumentSource,
  includesLevel,
  type SealedDocument,
} from '@eseal/core';
import type { TimestampSource } from '@eseal/core/timestamp';
import { assertSealIntact, assertTimestampIntact } from '../cades/assert-intact.ts';
import { timestampsOverValue } from '../cades/material-request.ts';
import { FormatsError } from '../errors.ts';
import { stampDocument } from './document-timestamp.ts';
import { entry } from './pdf/objects.ts';
import { collectForStore, covers } from './raise/collect-for-store.ts';
import { openSealedPdf, type PlacedSeal, type SealedPdf } from './raise/sealed-pdf.ts';
import { reopen } from './reopen.ts';
import { appendSecurityStore } from './security-store/append-store.ts';

/** How sealed PDFs are raised. */
export interface AugmentPadesOptions {
  readonly password?: string | undefined;
  /** Relates material to single seals as well (/VRI). Default false. */
  readonly vri?: boolean | undefined;
  /** The clock, for the updates. Default the system's. */
  readonly now?: () => Date;
}

/**
 * Gives a sealed PDF the level: B-T by a document timestamp, since the seals themselves must not change; B-LT by what the
 * security store lacks; B-LTA by a further document timestamp over that. A PDF in which nothing is missing is returned as
 * it is. Certifications and locks forbid none of this (ISO 32000-2 §12.8.2.2.2). What has document timestamps alone is
 * raised in the same way.
 *
 * @throws FormatsError `PDF_NOT_SEALED`, `PDF_CHANGE_FORBIDDEN`, `SEAL_BROKEN`, `SEAL_CERTIFICATE_MISSING`; CoreError
 * `TIMESTAMP_SOURCE_MISSING`, `MATERIAL_SOURCE_MISSING`, a `TIMESTAMP_…` or `MATERIAL_…` code
 */
export async function augmentPades(
  sealed: DocumentSource,
  context: AugmentContext,
  options: AugmentPadesOptions = {},
): Promise<SealedDocument> {
  const { adesLevel, only, signal } = context;
  const { password, now } = options;
  const openOptions = { ...(password !== undefined && { password }) };
  const open = (document: DocumentSource): Promise<SealedPdf> =>
    openSealedPdf(document, { ...openOptions, only });
  const received = await open(sealed);
  const unchanged = createSealedDocument('application/pdf', [received.reader.source.document]);
  const isStampMissing = received.seals.some((seal) => !isStamped(received, seal));
  if (!includesLevel(adesLevel, isStampMissing ? 'B-T' : 'B-LT')) return unchanged;
  const timestamps = assertSources(context, isStampMissing);
  await assertIntact(received);
  const stamp = (document: DocumentSource): Promise<SealedDocument> =>
    stampDocument(document, timestamps, { ...openOptions, ...(now && { now }), ...(signal && { signal }) });
  const stamped = isStampMissing ? await stamp(received.reader.source.document) : unchanged;
  if (adesLevel === 'B-T') return stamped;
  const pdf = isStampMissing ? await open(await reopen(stamped)) : received;
  const stored = (await storeMaterial(pdf, context, options)) ?? stamped;
  return adesLevel === 'B-LT' ? stored : stamp(await reopen(stored));
}

/** Whether a seal has a timestamp of its own, or a document timestamp over it. */
function isStamped({ container }: SealedPdf, seal: PlacedSeal): boolean {
  return (
    timestampsOverValue(seal.parsed).length > 0 || container.timestamps.some((stamp) => covers(stamp, seal))
  );
}

/** The sources of timestamps; asks for whatever will be needed before anything is done. */
function assertSources(
  { adesLevel, timestamps = [], material }: AugmentContext,
  isStampMissing: boolean,
): readonly TimestampSource[] {
  if ((isStampMissing || adesLevel === 'B-LTA') && timestamps.length === 0)
    throw new CoreError('TIMESTAMP_SOURCE_MISSING', `level ${adesLevel} needs a source of timestamps`);
  if (includesLevel(adesLevel, 'B-LT') && material === undefined)
    throw new CoreError(
      'MATERIAL_SOURCE_MISSING',
      `level ${adesLevel} needs a source of validation material`,
    );
  return timestamps;
}

/** Refuses to raise a seal that is broken: a timestamp over it would only make it look sound. */
async function assertIntact({ container, seals, store }: SealedPdf): Promise<void> {
  for (const { parsed, placed } of seals) {
    const error = parsed.findings.find(({ severity }) => severity === 'error');
    const isUnreadable = parsed.signature.value.length === 0;
    if (error !== undefined || isUnreadable) {
      const why = error?.message ?? 'its value cannot be read';
      throw new FormatsError('SEAL_BROKEN', `the seal ${parsed.id} is broken: ${why}`, {
        facts: { field: placed.fieldName },
      });
    }
    await assertSealIntact(parsed);
  }
  const certificates = seals.flatMap(({ parsed }) => parsed.certificates);
  for (const timestamp of container.timestamps)
    await assertTimestampIntact(timestamp, [...(store?.certificates ?? []), ...certificates]);
}

/** The PDF with what its store lacks; `undefined` when it lacks nothing. */
async function storeMaterial(
  pdf: SealedPdf,
  context: AugmentContext,
  { vri = false, now }: AugmentPadesOptions,
): Promise<SealedDocument | undefined> {
  const material = await collectForStore(pdf, context);
  const relatedTo = vri ? pdf.seals.flatMap(({ placed }) => contentsOf(placed)) : [];
  return appendSecurityStore(pdf.reader, { material, relatedTo, time: now?.() ?? new Date() });
}

/** All octets of /Contents, what fills its room included. */
function contentsOf({ dictionary }: PlacedSeal['placed']): readonly Uint8Array[] {
  const contents = entry(dictionary, 'Contents');
  return contents.kind === 'string' ? [contents.bytes] : [];
}
