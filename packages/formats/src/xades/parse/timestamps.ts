/**
 * The timestamps of an XML signature (EN 319 132-1 §5.2.8, §5.3, §5.5, §A.1.5).
 *
 * @module
 */
import { readable } from '@eseal/core';
import type { ParseFinding, TimestampType } from '@eseal/core/container';
import { parseTimestampToken } from '@eseal/core/timestamp';
import type { Identifiers } from '../../cades/identifiers.ts';
import { type ReadTimestamp, type ReadTimestamps, unreadableTimestamp } from '../../cades/timestamps.ts';
import { base64Of } from '../../xml/elements.ts';
import type { XmlElement } from '../../xml/tree.ts';
import { descendProperties, isProperty } from './elements.ts';
import { imprintInput, type TimestampedSignature } from './imprint.ts';

/** Kinds of timestamps by the names of the properties that hold them. */
const KINDS: Readonly<Record<'signed' | 'unsigned', Readonly<Record<string, TimestampType>>>> = {
  signed: {
    AllDataObjectsTimeStamp: 'all-data-objects',
    IndividualDataObjectsTimeStamp: 'individual-data-objects',
  },
  unsigned: {
    SignatureTimeStamp: 'signature',
    SigAndRefsTimeStamp: 'sig-and-refs',
    SigAndRefsTimeStampV2: 'sig-and-refs',
    RefsOnlyTimeStamp: 'refs-only',
    RefsOnlyTimeStampV2: 'refs-only',
    ArchiveTimeStamp: 'archive',
  },
};

/** Most tokens of one signature. */
const MAX_TOKENS = 200;

/** A token together with the property that it stands in. */
export interface XmlTimestamp extends ReadTimestamp {
  readonly property: XmlElement;
}

/** Timestamps of a signature, and what was noticed about them. */
export interface XmlTimestamps extends ReadTimestamps {
  readonly found: readonly XmlTimestamp[];
}

/** Reads every timestamp of a signature: those in the signed properties, then the others, in their order. */
export async function readXmlTimestamps(
  signature: TimestampedSignature,
  identifiers: Identifiers,
): Promise<XmlTimestamps> {
  const { signedDataObjectProperties, unsignedSignatureProperties } = signature.properties;
  const stamps = [
    ...ofKind(signedDataObjectProperties, KINDS.signed),
    ...ofKind(unsignedSignatureProperties, KINDS.unsigned),
  ];
  const found: XmlTimestamp[] = [];
  const findings: ParseFinding[] = [];
  for (const { property, type } of stamps) {
    const encodings = descendProperties(property, 'EncapsulatedTimeStamp').map(base64Of);
    const input = encodings.length === 0 ? undefined : imprintInput(type, property, signature);
    for (const encoding of encodings) {
      const token = encoding && readable(() => parseTimestampToken(encoding));
      if (encoding === undefined || token === undefined || found.length >= MAX_TOKENS) {
        findings.push(unreadableTimestamp(type));
        continue;
      }
      const id = await identifiers.of('T', encoding);
      found.push({ property, token, timestamp: { id, type, token: encoding, input } });
    }
    if (descendProperties(property, 'XMLTimeStamp').length > 0) findings.push(unreadableTimestamp(type));
  }
  return { found, findings };
}

function ofKind(
  properties: readonly XmlElement[],
  kinds: Readonly<Record<string, TimestampType>>,
): readonly { readonly property: XmlElement; readonly type: TimestampType }[] {
  return properties.flatMap((property) => {
    const { localName } = property;
    const type = Object.hasOwn(kinds, localName) ? kinds[localName] : undefined;
    return type !== undefined && isProperty(property, localName) ? [{ property, type }] : [];
  });
}
