/**
 * What archive timestamps and evidence records of a SignerInfo cover, and so forbid to change (EN 319 122-1 §5.5.3, §A.2.4;
 * TS 101 733 §6.4; TS 119 122-3 §5).
 *
 * @module
 */
import { readable } from '@eseal/core';
import { OID } from '@eseal/core/asn1';
import type { Attribute, SignerInfo } from '@eseal/core/cms';
import type { ParsedTimestamp } from '@eseal/core/container';
import { parseTimestampToken } from '@eseal/core/timestamp';
import { FormatsError } from '../errors.ts';
import { findHashIndex, namesAttributeValue } from './ats-hash-index.ts';
import { ARCHIVE_TIMESTAMP_V1, attributeRow } from './attribute-table.ts';
import type { ReadSigner } from './read-signer.ts';

/** Unsigned attributes that cover all certificates and revocation data of the SignedData, and the SignerInfo they are in. */
const FREEZING: ReadonlySet<string> = new Set([
  ARCHIVE_TIMESTAMP_V1,
  OID.archiveTimestampV2,
  '0.4.0.1733.2.2',
  '1.2.840.113549.1.9.16.2.49',
  '1.2.840.113549.1.9.16.2.50',
]);

const ARCHIVE_TIMESTAMPS: ReadonlySet<string> = new Set([
  ARCHIVE_TIMESTAMP_V1,
  OID.archiveTimestampV2,
  OID.archiveTimestampV3,
]);

/** Whether an attribute holds archive timestamps, of whatever version. */
export function isArchiveTimestamp({ type }: Attribute): boolean {
  return ARCHIVE_TIMESTAMPS.has(type);
}

/** Name of the attribute because of which nothing may be added, if there is one. */
export function frozenBy({ unsignedAttributes }: SignerInfo): string | undefined {
  const found = unsignedAttributes.find(({ type }) => FREEZING.has(type));
  return found && attributeRow(found.type)?.name;
}

/** Whether an archive timestamp covers a value of an unsigned attribute that stands beside it. */
async function coversAttributeValue(
  { archive, token }: ParsedTimestamp,
  attribute: Attribute,
  value: Uint8Array,
): Promise<boolean> {
  if (archive === undefined) return false;
  if (archive.version !== 'v3') return true;
  const read = readable(() => parseTimestampToken(token));
  const index = read && findHashIndex(read);
  return index !== undefined && namesAttributeValue(index, attribute, value);
}

/** The archive timestamps of a signature that cover a counter-signature on it. */
export async function timestampsOver(
  { signature, signer }: ReadSigner,
  counterSignature: ReadSigner,
): Promise<readonly ParsedTimestamp[]> {
  const value = counterSignature.signer.raw;
  const attribute = signer.unsignedAttributes.find(({ values }) => values.includes(value));
  if (attribute === undefined) return [];
  const covering = await Promise.all(
    signature.timestamps.map((timestamp) => coversAttributeValue(timestamp, attribute, value)),
  );
  return signature.timestamps.filter((_, at) => covering[at]);
}

/**
 * Refuses an addition to the certificates or revocation data of a SignedData, or to the attributes of a signer of it.
 *
 * @param signers - those whose attributes would no longer be of what there is
 * @throws FormatsError `CMS_CHANGE_FORBIDDEN`
 */
export function assertNotFrozen(signers: readonly SignerInfo[], addition: string): void {
  for (const signer of signers) {
    const name = frozenBy(signer);
    if (name !== undefined)
      throw new FormatsError('CMS_CHANGE_FORBIDDEN', `${addition} would break the ${name} of a seal`);
  }
}
