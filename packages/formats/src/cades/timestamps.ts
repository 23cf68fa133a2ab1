/**
 * The timestamps of a signature and what their imprints cover (EN 319 122-1 §5.2.8, §5.3, §A.1.5, §5.5).
 *
 * @module
 */
import { readable } from '@eseal/core';
import { DerReader, OID, TAG } from '@eseal/core/asn1';
import { type Attribute, findAttributes, type SignerInfo } from '@eseal/core/cms';
import type { DigestInput, ParsedTimestamp, ParseFinding, TimestampType } from '@eseal/core/container';
import { parseTimestampToken, type TimestampToken } from '@eseal/core/timestamp';
import { type ArchivedSignature, readArchive } from './archive-timestamp.ts';
import type { NamedByIndex } from './ats-hash-index.ts';
import { ARCHIVE_TIMESTAMP_V1 } from './attribute-table.ts';
import type { Identifiers } from './identifiers.ts';

/** A token together with its parsed form. */
export interface ReadTimestamp {
  readonly timestamp: ParsedTimestamp;
  readonly token: TimestampToken;
  /** What the index of an archive timestamp names. */
  readonly named?: NamedByIndex;
}

/** Timestamps of a signature, and what was noticed about them. */
export interface ReadTimestamps {
  readonly found: readonly ReadTimestamp[];
  readonly findings: readonly ParseFinding[];
}

/** What reading timestamps needs to know of their signature. */
export interface TimestampedSignature extends ArchivedSignature {
  readonly signedAttributes: readonly Attribute[];
  readonly identifiers: Identifiers;
}

/** Kind of the timestamp in an unsigned attribute. */
const UNSIGNED_KINDS: ReadonlyMap<string, TimestampType> = new Map([
  [OID.signatureTimestamp, 'signature'],
  [OID.escTimestamp, 'validation-data'],
  [OID.certCrlTimestamp, 'refs-only'],
  [ARCHIVE_TIMESTAMP_V1, 'archive'],
  [OID.archiveTimestampV2, 'archive'],
  [OID.archiveTimestampV3, 'archive'],
]);

/** Reads every timestamp of a signature, in the order of the attributes. */
export async function readTimestamps(signature: TimestampedSignature): Promise<ReadTimestamps> {
  const found: ReadTimestamp[] = [];
  const findings: ParseFinding[] = [];
  const read = async (attribute: Attribute, type: TimestampType, input: DigestInput | undefined) => {
    for (const value of attribute.values) {
      const token = readable(() => parseTimestampToken(value));
      if (token === undefined) findings.push(unreadableTimestamp(type));
      else {
        const id = await signature.identifiers.of('T', value);
        const { named, ...archive } = (await readArchive(attribute.type, token, signature)) ?? {};
        const timestamp = { id, type, token: value, input, ...archive };
        found.push({ token, timestamp, ...(named !== undefined && { named }) });
      }
    }
  };
  for (const attribute of findAttributes(signature.signedAttributes, OID.contentTimestamp))
    await read(attribute, 'content', signature.content);
  for (const attribute of signature.signer.unsignedAttributes) {
    const type = UNSIGNED_KINDS.get(attribute.type);
    if (type !== undefined) await read(attribute, type, coveredInput(type, signature.signer));
  }
  if (found.some(({ timestamp }) => timestamp.archive?.version === 'v1')) findings.push(FIRST_VERSION);
  return { found, findings };
}

/** What the imprint of a timestamp over (parts of) the SignerInfo covers. */
function coveredInput(type: TimestampType, signer: SignerInfo): DigestInput | undefined {
  const refs = [OID.certificateRefs, OID.revocationRefs];
  switch (type) {
    case 'signature':
      return { kind: 'bytes', pieces: [signer.signature] };
    case 'validation-data':
      return {
        kind: 'bytes',
        pieces: [signer.signature, ...contentsOf(signer, [OID.signatureTimestamp, ...refs])],
      };
    case 'refs-only':
      return { kind: 'bytes', pieces: contentsOf(signer, refs) };
    default:
      return undefined;
  }
}

/** Type and values of attributes, without the identifier and length of the Attribute around them (RFC 5126 §6.3.5). */
function contentsOf({ unsignedAttributes }: SignerInfo, types: readonly string[]): readonly Uint8Array[] {
  return types.flatMap((type) =>
    findAttributes(unsignedAttributes, type).map(({ raw }) =>
      DerReader.over(raw, 'Attribute', { encoding: 'ber' }).content(TAG.sequence, 'Attribute'),
    ),
  );
}

/** What stands in a timestamp's place is none. */
export function unreadableTimestamp(type: TimestampType): ParseFinding {
  return {
    id: 'TIMESTAMP_UNREADABLE',
    severity: 'warning',
    message: `what stands in the place of a ${type} timestamp is no timestamp token`,
    citation: 'RFC 3161 §2.4.2',
  };
}

const FIRST_VERSION: ParseFinding = {
  id: 'ARCHIVE_TIMESTAMP_NOT_CHECKED',
  severity: 'warning',
  message:
    'what the first version of the archive timestamp covers is not computed, so it proves nothing here',
  citation: 'TS 101 733 §6.4.1',
};
