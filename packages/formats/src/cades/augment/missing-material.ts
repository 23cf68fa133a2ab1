/**
 * B-LT: certificates and revocation data for the chains of seals and timestamps (EN 319 122-1 §5.4, §6.3).
 *
 * @module
 */
import type { AugmentContext } from '@eseal/core';
import type { SignedData } from '@eseal/core/cms';
import { frozenBy } from '../archive-rules.ts';
import {
  collectMissing,
  createMaterialRequest,
  isEmptyMaterial,
  timestampsOverValue,
} from '../material-request.ts';
import { withMaterial } from '../with-material.ts';
import { type SealNode, withCounterSignatures } from './seal-tree.ts';
import { addMaterialToTokens } from './token-material.ts';

/**
 * Adds what is missing to prove the seals, their counter-signatures and timestamps. Under an archive timestamp of a version
 * that covers all certificates, it goes into the token of the last one (EN 319 122-1 §5.5.3).
 *
 * @throws FormatsError `CMS_CHANGE_FORBIDDEN`, `SEAL_CERTIFICATE_MISSING`; CoreError `MATERIAL_SOURCE_MISSING` or what
 * the source throws
 */
export async function addMissingMaterial(
  signedData: SignedData,
  seals: readonly SealNode[],
  chosen: ReadonlySet<number>,
  context: AugmentContext,
): Promise<SignedData> {
  const request = await createMaterialRequest(
    seals
      .filter((_, position) => chosen.has(position))
      .flatMap(withCounterSignatures)
      .map(({ signature, coveredBy }) => ({
        signature,
        provenBy: [...timestampsOverValue(signature), ...coveredBy],
      })),
  );
  const missing = await collectMissing(request, context);
  if (isEmptyMaterial(missing)) return signedData;
  const frozen = signedData.signerInfos.some((signer) => frozenBy(signer) !== undefined);
  return frozen ? addMaterialToTokens(signedData, chosen, missing) : withMaterial(signedData, missing);
}
