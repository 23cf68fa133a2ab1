/**
 * Containers of documents with timestamps in place of seals: they prove when, not by whom (EN 319 162-1 §4.3.3.2, §4.4.4).
 *
 * @module
 */
import { CoreError, createSealedDocument, type LevelOptions, type SealedDocument } from '@eseal/core';
import { digestBytes, digestDocument } from '@eseal/core/crypto';
import type { TimestampSource } from '@eseal/core/timestamp';
import { writeContainer } from './assemble.ts';
import {
  digestReferences,
  type PlacedDocument,
  passDocument,
  placeDocument,
  placeSingle,
} from './documents.ts';
import { buildAsicManifest, MIME_TYPES } from './manifest.ts';
import { NAME_SERIES, nextName, SIMPLE_NAMES } from './names.ts';
import { assertDocuments, type ContainerOptions, type FurtherDocument } from './options.ts';
import { ASIC_MEDIA_TYPES } from './vocabulary.ts';
import { storedMember, type ZipMember } from './zip/write.ts';

/** Options of {@link stampAsic}. */
export interface StampAsicOptions extends Pick<ContainerOptions, 'type' | 'zipComment'> {
  readonly signal?: AbortSignal;
}

/** Documents of a container, at least one. */
export type AsicDocuments = readonly [FurtherDocument, ...FurtherDocument[]];

/**
 * Puts documents into a container under timestamps, without a seal. Such a container is renewed like a sealed one, by
 * `augment` to B-LT or B-LTA.
 *
 * @param timestamps - one timestamp of each; in ASiC-S there is room for one
 * @throws CoreError `INVALID_ARGUMENT`, or what the source throws; FormatsError `ASIC_NAME_REFUSED`
 * @example
 * ```ts
 * import type { SealedDocument } from '@eseal/core';
 * import { createTimestampClient } from '@eseal/core/timestamp';
 * import { stampAsic } from '@eseal/formats/asic';
 *
 * export function stampReport(report: Blob): Promise<SealedDocument> {
 *   const timestamps = createTimestampClient({ url: 'https://tsa.example/tsr' });
 *   return stampAsic([{ name: 'report.pdf', source: report }], timestamps, { type: 'asic-s' });
 * }
 * ```
 */
export async function stampAsic(
  documents: AsicDocuments,
  timestamps: NonNullable<LevelOptions['timestamps']>,
  options: StampAsicOptions,
): Promise<SealedDocument> {
  const { type, zipComment = false } = options;
  assertDocuments(documents);
  const [source, ...further] = 'stamp' in timestamps ? [timestamps] : timestamps;
  if (source === undefined) throw invalid('a timestamp needs a source');
  if (type === 'asic-s' && further.length > 0) throw invalid('an ASiC-S container has one timestamp');
  const [first, ...others] = documents;
  const placed = await placeDocument(first);
  const placedOthers = await Promise.all(others.map(placeDocument));
  const members =
    type === 'asic-s'
      ? await stampSingle(await placeSingle(placed, placedOthers), source, options)
      : await stampManifests([placed, ...placedOthers], [source, ...further], options);
  return createSealedDocument(ASIC_MEDIA_TYPES[type], writeContainer(type, members, zipComment));
}

async function stampSingle(
  document: PlacedDocument,
  source: TimestampSource,
  { signal }: StampAsicOptions,
): Promise<readonly ZipMember[]> {
  const calling = signal && { signal };
  const passing = await passDocument(document);
  const { digest } = await digestDocument(source.digestAlgorithm, passing.source, calling);
  const token = await source.stamp(digest, calling);
  return [passing.member(), storedMember(SIMPLE_NAMES.timestamp, token)];
}

/** One manifest for each timestamp, since a manifest names the one that is over it. */
async function stampManifests(
  documents: readonly PlacedDocument[],
  sources: readonly TimestampSource[],
  { signal }: StampAsicOptions,
): Promise<readonly ZipMember[]> {
  let members: readonly ZipMember[] = [];
  const added: ZipMember[] = [];
  for (const source of sources) {
    const { digestAlgorithm } = source;
    const passing = await Promise.all(documents.map(passDocument));
    const references = await digestReferences(passing, digestAlgorithm, signal);
    members = passing.map((each) => each.member());
    const taken = added.map(({ name }) => name);
    const seal = { name: nextName(NAME_SERIES.timestamp, taken), mimeType: MIME_TYPES.timestamp };
    const manifest = buildAsicManifest({ digestAlgorithm, references, seal });
    const token = await source.stamp(await digestBytes(digestAlgorithm, manifest), signal && { signal });
    added.push(storedMember(nextName(NAME_SERIES.manifest, taken), manifest), storedMember(seal.name, token));
  }
  return [...members, ...added];
}

function invalid(message: string): CoreError {
  return new CoreError('INVALID_ARGUMENT', message);
}
