/**
 * The seals of a CMS with their counter-signatures, each as it stands and as it is read.
 *
 * @module
 */
import { CoreError } from '@eseal/core';
import type { SignedData } from '@eseal/core/cms';
import type { DigestInput, ParsedTimestamp } from '@eseal/core/container';
import { timestampsOver } from '../archive-rules.ts';
import { readSigners } from '../parse-signature.ts';
import type { ReadSigner } from '../read-signer.ts';

/** A CMS whose seals are raised. */
export interface CmsToRaise {
  readonly signedData: SignedData;
  readonly packaging: 'attached' | 'detached';
  /** What its seals may be over. */
  readonly contents: readonly DigestInput[];
}

/** A seal, or a counter-signature, with the counter-signatures on it. */
export interface SealNode extends ReadSigner {
  /** Archive timestamps of what it countersigns that cover its bytes: it cannot change, and its time is proven. */
  readonly coveredBy: readonly ParsedTimestamp[];
  readonly counterSignatures: readonly SealNode[];
}

/** Reads the seals of a CMS, in their order. */
export async function readSealTree({
  signedData,
  packaging,
  contents,
}: CmsToRaise): Promise<readonly SealNode[]> {
  const signers = await readSigners(signedData, contents, packaging);
  const on = (id: string | null) => signers.filter(({ signature }) => signature.counterSignatureOf === id);
  const nodeOf = async (reading: ReadSigner, coveredBy: readonly ParsedTimestamp[]): Promise<SealNode> => {
    const counterSignatures: SealNode[] = [];
    for (const one of on(reading.signature.id))
      counterSignatures.push(await nodeOf(one, [...coveredBy, ...(await timestampsOver(reading, one))]));
    return { ...reading, coveredBy, counterSignatures };
  };
  const seals: SealNode[] = [];
  for (const seal of on(null)) seals.push(await nodeOf(seal, []));
  return seals;
}

/** A seal followed by all counter-signatures on it. */
export function withCounterSignatures(node: SealNode): readonly SealNode[] {
  return [node, ...node.counterSignatures.flatMap(withCounterSignatures)];
}

/**
 * Positions of the seals that are meant.
 *
 * @throws CoreError `INVALID_ARGUMENT` for an id that no seal has
 */
export function choosePositions(
  seals: readonly SealNode[],
  only: readonly string[] | undefined,
): ReadonlySet<number> {
  if (only === undefined) return new Set(seals.keys());
  const positions = only.map((id) => {
    const position = seals.findIndex(({ signature }) => signature.id === id);
    if (position < 0)
      throw new CoreError(
        'INVALID_ARGUMENT',
        `only: no seal has the id ${id}; counter-signatures are raised with the seal that they are on`,
      );
    return position;
  });
  return new Set(positions);
}
