/**
 * What the security store of a PDF lacks to prove its seals and timestamps (EN 319 142-1 §5.4.2).
 *
 * @module
 */
import type { AugmentContext, ValidationMaterial } from '@eseal/core';
import type { ParsedTimestamp } from '@eseal/core/container';
import { readAdobeRevocationInfo } from '../../cades/material.ts';
import {
  collectMissing,
  createMaterialRequest,
  joinMaterial,
  type SealToProve,
  timestampsOverValue,
} from '../../cades/material-request.ts';
import { readSignedData } from '../../cades/read-signed-data.ts';
import type { PlacedSeal, SealedPdf } from './sealed-pdf.ts';

/**
 * Collects it from the source of a context. What only an earlier store holds, or a seal in a place that no level of
 * EN 319 142-1 knows, belongs into the store too.
 *
 * @param added - document timestamps that were just put over all of the PDF
 * @throws FormatsError `SEAL_CERTIFICATE_MISSING`; CoreError `MATERIAL_SOURCE_MISSING` or a `MATERIAL_…` code
 */
export async function collectForStore(
  { seals, store, timestamps }: SealedPdf,
  added: readonly ParsedTimestamp[],
  context: Pick<AugmentContext, 'adesLevel' | 'material' | 'signal'>,
): Promise<ValidationMaterial> {
  const toProve = seals.map(
    (seal): SealToProve => ({
      signature: seal.parsed,
      provenBy: [
        ...timestampsOverValue(seal.parsed),
        ...timestamps.filter((one) => covers(one, seal)),
        ...added,
      ],
    }),
  );
  const request = await createMaterialRequest(toProve, [...timestamps, ...added], store ?? {});
  const missing = await collectMissing(request, context);
  return joinMaterial([store ?? {}, ...seals.map(readAdobeMaterial), missing]);
}

/** Whether a document timestamp came after a seal, and so covers it. */
export function covers({ input }: ParsedTimestamp, { placed }: PlacedSeal): boolean {
  return input?.kind === 'ranges' && input.ranges.some(({ end }) => end > placed.coverage.end);
}

/** Revocation data in the signed attributes of a seal of Acrobat (ISO 32000-2 §12.8.3.3.2). */
function readAdobeMaterial({ placed: { value } }: PlacedSeal): Partial<ValidationMaterial> {
  const [signer] = value === undefined ? [] : readSignedData(value).signerInfos;
  return readAdobeRevocationInfo(signer?.signedAttributes ?? []);
}
