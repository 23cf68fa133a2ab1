/**
 * Which of the contents beside a signature a reference is of.
 *
 * @module
 */
import { equalBytes } from '@eseal/core';
import { type DetachedContent, type DigestInput, digestInput } from '@eseal/core/container';
import type { DigestAlgorithm } from '@eseal/core/crypto';
import { contentInput } from '../../cades/content.ts';
import type { ReferenceElement } from './reference-element.ts';

/** A content that was given. */
export interface GivenContent {
  readonly name: string | undefined;
  readonly onlyByName: boolean;
  readonly input: DigestInput;
  /** Its digest, computed once for each algorithm. */
  digest(algorithm: DigestAlgorithm): Promise<Uint8Array | undefined>;
}

/** Makes the contents that were given readable more than once. */
export async function openContents(contents: readonly DetachedContent[]): Promise<readonly GivenContent[]> {
  return Promise.all(
    contents.map(async (content) => {
      const input = await contentInput(content);
      const digests = new Map<DigestAlgorithm, Promise<Uint8Array | undefined>>();
      const digest = (algorithm: DigestAlgorithm): Promise<Uint8Array | undefined> => {
        const known = digests.get(algorithm) ?? digestInput(algorithm, input);
        digests.set(algorithm, known);
        return known;
      };
      return { name: content.name, onlyByName: content.onlyByName === true, input, digest };
    }),
  );
}

/** The name that a URI reference spells, its escapes resolved (RFC 3986 §2.1). */
export function nameOfUri(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

/**
 * The content that a reference is of: the one of its name, else the one of its digest, else a single content whose name is
 * not that of another reference.
 *
 * @param names - of everything outside the document that the signature refers to
 */
export async function contentFor(
  { uri, digestAlgorithm, digest, transforms }: ReferenceElement,
  contents: readonly GivenContent[],
  names: ReadonlySet<string>,
): Promise<GivenContent | undefined> {
  const open = contents.filter(({ onlyByName }) => !onlyByName);
  const candidates =
    uri === undefined ? unnamed(open) : contents.filter(({ name }) => name === nameOfUri(uri));
  if (candidates.length === 1) return candidates[0];
  const pool = candidates.length > 0 ? candidates : open;
  const [first, ...more] = pool;
  if (first === undefined) return undefined;
  if (transforms === undefined && digestAlgorithm !== undefined && digest !== undefined) {
    for (const content of pool) {
      const actual = await content.digest(digestAlgorithm);
      if (actual !== undefined && equalBytes(actual, digest)) return content;
    }
  }
  return more.length === 0 && !names.has(first.name ?? '') ? first : candidates[0];
}

function unnamed(contents: readonly GivenContent[]): readonly GivenContent[] {
  return contents.length === 1 ? contents : contents.filter(({ name }) => name === undefined);
}
