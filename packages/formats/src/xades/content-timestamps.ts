/**
 * Timestamps over the documents before they are sealed (EN 319 132-1 §5.2.8).
 *
 * @module
 */
import { type PrepareContext, toBase64 } from '@eseal/core';
import { digestInput } from '@eseal/core/container';
import type { LaidOutReference } from './laid-out-seal.ts';
import { timestampContent } from './level-t.ts';
import { type Markup, xadesElement } from './markup.ts';

/** AllDataObjectsTimeStamp of each authority: over what every reference to data is of, one after another. */
export async function stampContents(
  references: readonly LaidOutReference[],
  canonicalization: string,
  { contentTimestamps = [], signal }: Pick<PrepareContext, 'contentTimestamps' | 'signal'>,
): Promise<readonly Markup[]> {
  const input = { kind: 'sequence', parts: references.map(({ octets }) => octets) } as const;
  return Promise.all(
    contentTimestamps.map(async (source) => {
      const imprint = await digestInput(source.digestAlgorithm, input, signal && { signal });
      if (imprint === undefined) throw new TypeError('of a document only the digest was kept');
      const token = await source.stamp(imprint, signal && { signal });
      return xadesElement('AllDataObjectsTimeStamp', {}, timestampContent(toBase64(token), canonicalization));
    }),
  );
}
