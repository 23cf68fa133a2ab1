/**
 * Which bytes the message-digest of a signer is over: the content inside the CMS, or one of those given beside it.
 *
 * @module
 */
import { equalBytes, openRandomAccess } from '@eseal/core';
import type { SignedData } from '@eseal/core/cms';
import {
  type DetachedContent,
  type DigestInput,
  digestInput,
  type ParseFinding,
} from '@eseal/core/container';
import type { DigestAlgorithm } from '@eseal/core/crypto';

/** The contents that a CMS may be over. */
export interface ResolvedContents {
  readonly packaging: 'attached' | 'detached';
  readonly candidates: readonly DigestInput[];
  readonly findings: readonly ParseFinding[];
}

/** Collects the contents that a CMS may be over; one inside the CMS excludes all others. */
export async function resolveContents(
  signedData: SignedData,
  contents: readonly DetachedContent[],
): Promise<ResolvedContents> {
  if (signedData.content === undefined) {
    const candidates = await Promise.all(contents.map(contentInput));
    return { packaging: 'detached', candidates, findings: [] };
  }
  const candidates = [{ kind: 'bytes', pieces: signedData.content }] as const;
  const findings = contents.length === 0 ? [] : [CONTENT_NOT_USED];
  return { packaging: 'attached', candidates, findings };
}

const CONTENT_NOT_USED: ParseFinding = {
  id: 'CONTENT_NOT_USED',
  severity: 'warning',
  message: 'the seal carries its content; the content given beside it was not compared with it',
  citation: 'RFC 5652 §5.2',
};

/** A content as what is digested. A stream is collected: each signer digests the content anew. */
export async function contentInput({ source }: DetachedContent): Promise<DigestInput> {
  if ('algorithm' in source) return { kind: 'digest', ...source };
  return { kind: 'document', source: 'getReader' in source ? await openRandomAccess(source) : source };
}

/** The content with this digest; with a single candidate that one, whatever its digest. */
export async function chooseContent(
  candidates: readonly DigestInput[],
  algorithm: DigestAlgorithm | undefined,
  digest: Uint8Array | undefined,
): Promise<DigestInput | undefined> {
  if (candidates.length <= 1) return candidates[0];
  if (algorithm === undefined || digest === undefined) return undefined;
  for (const candidate of candidates) {
    const actual = await digestInput(algorithm, candidate);
    if (actual !== undefined && equalBytes(actual, digest)) return candidate;
  }
  return undefined;
}
