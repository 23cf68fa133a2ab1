/**
 * B-LTA: a timestamp over everything that a seal covers and everything in it (EN 319 132-1 §5.5.2, §6.3).
 *
 * @module
 */
import { type AugmentContext, toBase64 } from '@eseal/core';
import { digestInput } from '@eseal/core/container';
import type { TimestampSource } from '@eseal/core/timestamp';
import { FormatsError } from '../../errors.ts';
import { EXCLUSIVE_C14N } from '../../xml/canonicalization-method.ts';
import type { XmlElement } from '../../xml/tree.ts';
import { applyInsertions, type Insertion, insertAtEnd } from '../insertion.ts';
import { timestampContent } from '../level-t.ts';
import { type Markup, xades141Element } from '../markup.ts';
import { descendProperties } from '../parse/elements.ts';
import { imprintInput } from '../parse/imprint.ts';
import { appendProperties, grow, type OpenedFile, type RaisableSeal, unsignedOf } from './opened-file.ts';

/** A timestamp that waits for its token; its imprint is over what stands before it, so its place must be there first. */
const EMPTY_TIMESTAMP: Markup = xades141Element(
  'ArchiveTimeStamp',
  {},
  timestampContent('', EXCLUSIVE_C14N.algorithm),
);

/** Seals that an authority stamps one by one; none of them stands in another. */
export interface ArchiveRound {
  readonly source: TimestampSource;
  /** The seals of the round, in every state of the document. */
  sealsOf(opened: OpenedFile): readonly RaisableSeal[];
}

/**
 * Adds archive timestamps, each round over the ones before it. The document is read once for each round: what a round puts
 * in goes together with the places of the next one.
 *
 * @param insertions - what is to be put in before
 * @throws FormatsError `SEAL_CONTENT_MISSING`
 */
export async function addArchiveTimestamps(
  received: OpenedFile,
  insertions: readonly Insertion[],
  rounds: readonly ArchiveRound[],
  context: Pick<AugmentContext, 'signal'>,
): Promise<readonly Uint8Array[]> {
  let opened = received;
  let waiting = insertions;
  for (const round of rounds) {
    const { document } = opened;
    const places = round.sealsOf(opened).map((seal) => appendProperties(seal, document, [EMPTY_TIMESTAMP]));
    opened = await grow(opened, [...waiting, ...places]);
    waiting = await stampPlaces(opened, round, context);
  }
  return applyInsertions(opened.document.bytes, waiting);
}

async function stampPlaces(
  opened: OpenedFile,
  { sealsOf, source }: ArchiveRound,
  { signal }: Pick<AugmentContext, 'signal'>,
): Promise<readonly Insertion[]> {
  const insertions: Insertion[] = [];
  for (const seal of sealsOf(opened)) {
    const timestamp = unsignedOf(seal).at(-1);
    const token = await source.stamp(await imprintOf(seal, timestamp, source), signal && { signal });
    const [place] = descendProperties(timestamp, 'EncapsulatedTimeStamp');
    if (place !== undefined) insertions.push(insertAtEnd(place, opened.document.bytes, toBase64(token)));
  }
  return insertions;
}

async function imprintOf(
  { parsed, timestamped }: RaisableSeal,
  timestamp: XmlElement | undefined,
  { digestAlgorithm }: TimestampSource,
): Promise<Uint8Array> {
  const input = timestamp && imprintInput('archive', timestamp, timestamped);
  const imprint = input && (await digestInput(digestAlgorithm, input));
  if (imprint !== undefined) return imprint;
  const uris = timestamped.references.flatMap(({ input: found, reference: { uri = '' } }) =>
    found === undefined || found.kind === 'digest' ? [uri] : [],
  );
  throw new FormatsError(
    'SEAL_CONTENT_MISSING',
    `an archive timestamp is over the octets of all that ${parsed.id} covers; missing: ${uris.join(', ')}`,
  );
}
