/** Seals as a parser would hand them over, made by hand so that each part can be changed. */
import { utf8 } from '@eseal/core';
import type { CertificateReference } from '@eseal/core/cms';
import type { ParsedSignature, ParsedTimestamp } from '@eseal/core/container';
import { digestBytes } from '@eseal/core/crypto';
import type { Entity, World } from '@eseal/testkit';
import { certificateOf } from './judging.ts';

/** What the seals are over. */
export const CONTENT: Uint8Array<ArrayBuffer> = utf8('御請求書 合計 110,000円');

/** Stands for the signed attributes. */
const SIGNED_BYTES = utf8('signed attributes');

/** A reference to a certificate by its SHA-256. */
export async function referenceTo(entity: Entity): Promise<CertificateReference> {
  const { issuer, serialNumber } = certificateOf(entity);
  return {
    digestAlgorithm: 'SHA-256',
    digest: await digestBytes('SHA-256', entity.certificate),
    issuerSerial: { issuer: [{ kind: 'directoryName', name: issuer }], serialNumber },
  };
}

/** A seal of an entity over {@link CONTENT}, with changes. */
export async function parsedSeal(
  entity: Entity,
  changes: Partial<ParsedSignature> = {},
): Promise<ParsedSignature> {
  const [signatureAlgorithm] = entity.key.algorithms;
  return {
    id: 'S-1',
    format: 'CAdES',
    form: 'B-B',
    structure: { valid: true, messages: [] },
    counterSignatureOf: null,
    references: [
      {
        kind: 'message-digest',
        digestAlgorithm: 'SHA-256',
        digest: await digestBytes('SHA-256', CONTENT),
        input: { kind: 'document', source: CONTENT },
      },
    ],
    signature: {
      algorithm: signatureAlgorithm,
      algorithmName: signatureAlgorithm,
      digestAlgorithm: 'SHA-256',
      signedBytes: { kind: 'bytes', pieces: [SIGNED_BYTES] },
      value: await entity.key.sign(SIGNED_BYTES),
    },
    signingCertificateReferences: { count: 1, references: [await referenceTo(entity)] },
    certificateHint: {
      kind: 'signer-identifier',
      identifier: {
        kind: 'issuerAndSerialNumber',
        issuer: certificateOf(entity).issuer,
        serialNumber: entity.serialNumber,
      },
    },
    certificates: entity.chain,
    crls: [],
    ocspResponses: [],
    claimedTime: undefined,
    timestamps: [],
    scope: { coversWholeDocument: true, description: 'the whole document' },
    findings: [],
    ...changes,
  };
}

/** A timestamp of a world's authority over bytes. */
export async function timestampOver(
  { timestampAuthority }: Pick<World, 'timestampAuthority'>,
  covered: Uint8Array,
  changes: Partial<ParsedTimestamp> = {},
): Promise<ParsedTimestamp> {
  return {
    id: 'T-1',
    type: 'signature',
    token: await timestampAuthority.stamp(await digestBytes('SHA-256', covered)),
    input: { kind: 'bytes', pieces: [covered] },
    ...changes,
  };
}
