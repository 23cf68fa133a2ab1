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
import type { ParsedTimestamp } from '@eseal/core/container';
import type { TimestampSource } from '@eseal/core/timestamp';
import { assertSealIntact, assertTimestampIntact } from '../cades/assert-intact.ts';
import { timestampsOverValue } from '../cades/material-request.ts';
import { FormatsError } from '../errors.ts';
import { appendTimestamps, type StampedPdf } from './document-timestamp.ts';
import { entry } from './pdf/objects.ts';
import { PdfReader } from './pdf/reader.ts';
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
  const { now } = options;
  const openOptions = { ...(options.password !== undefined && { password: options.password }) };
  const pdf = await openSealedPdf(sealed, { ...openOptions, only });
  const unchanged = createSealedDocument('application/pdf', [pdf.reader.source.document]);
  const isStampMissing = pdf.seals.some((seal) => !isStamped(pdf, seal));
  if (!includesLevel(adesLevel, isStampMissing ? 'B-T' : 'B-LT')) return unchanged;
  const timestamps = assertSources(context, isStampMissing);
  await assertIntact(pdf);
  const stamp = (document: DocumentSource): Promise<StampedPdf> =>
    appendTimestamps(document, timestamps, {
      ...openOptions,
      ...(now && { now }),
      ...(signal && { signal }),
    });
  const { stamped, tokens } = isStampMissing
    ? await stamp(pdf.reader.source.document)
    : { stamped: unchanged, tokens: [] };
  if (adesLevel === 'B-T') return stamped;
  const material = await collectForStore(pdf, tokens.map(addedTimestamp), context);
  const reader = isStampMissing ? await PdfReader.open(await reopen(stamped), openOptions) : pdf.reader;
  const stored = await appendSecurityStore(reader, {
    material,
    relatedTo: options.vri === true ? pdf.seals.flatMap(contentsOf) : [],
    time: now?.() ?? new Date(),
  });
  if (adesLevel === 'B-LT') return stored ?? stamped;
  return (await stamp(await reopen(stored ?? stamped))).stamped;
}

/** A document timestamp that was just made: what it covers is all that there was. */
function addedTimestamp(token: Uint8Array): ParsedTimestamp {
  return { id: '', type: 'document', token, input: undefined };
}

/** Whether a seal has a timestamp of its own, or a document timestamp over it. */
function isStamped({ timestamps }: SealedPdf, seal: PlacedSeal): boolean {
  return timestampsOverValue(seal.parsed).length > 0 || timestamps.some((stamp) => covers(stamp, seal));
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
async function assertIntact({ seals, store, timestamps }: SealedPdf): Promise<void> {
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
  for (const timestamp of timestamps)
    await assertTimestampIntact(timestamp, [...(store?.certificates ?? []), ...certificates]);
}

/** All octets of /Contents, what fills its room included. */
function contentsOf({ placed }: PlacedSeal): readonly Uint8Array[] {
  const contents = entry(placed.dictionary, 'Contents');
  return contents.kind === 'string' ? [contents.bytes] : [];
}
