/** What digests of parsed signatures turn out to be, for tests. */
import { equalBytes } from '@eseal/core';
import { type DigestInput, digestInput, type ParsedSignature } from '@eseal/core/container';
import type { DigestAlgorithm } from '@eseal/core/crypto';
import { parseTimestampToken } from '@eseal/core/timestamp';

/** Whether a reference was found and has its digest. */
export interface ReferenceOutcome {
  readonly kind: string;
  readonly uri: string | undefined;
  readonly found: boolean;
  readonly intact: boolean;
}

/** Of every reference of a signature. */
export async function referenceOutcomes({
  references,
}: ParsedSignature): Promise<readonly ReferenceOutcome[]> {
  return Promise.all(
    references.map(async ({ kind, uri, digestAlgorithm, digest, input }) => ({
      kind,
      uri,
      found: input !== undefined,
      intact: await isDigest(digestAlgorithm, digest, input),
    })),
  );
}

/** Whether what a timestamp covers was found and has the imprint of its token. */
export interface ImprintOutcome {
  readonly type: string;
  readonly imprintFound: boolean;
  readonly imprintIntact: boolean;
}

/** Of every timestamp of a signature. */
export async function imprintOutcomes({ timestamps }: ParsedSignature): Promise<readonly ImprintOutcome[]> {
  return Promise.all(
    timestamps.map(async ({ type, token, input }) => {
      const { imprint, imprintAlgorithm } = parseTimestampToken(token).tstInfo;
      const imprintIntact = await isDigest(imprintAlgorithm, imprint, input);
      return { type, imprintFound: input !== undefined, imprintIntact };
    }),
  );
}

async function isDigest(
  algorithm: DigestAlgorithm | undefined,
  digest: Uint8Array | undefined,
  input: DigestInput | undefined,
): Promise<boolean> {
  const actual = algorithm && input && (await digestInput(algorithm, input));
  return actual !== undefined && digest !== undefined && equalBytes(actual, digest);
}
