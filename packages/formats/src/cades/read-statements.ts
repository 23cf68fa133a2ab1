/**
 * What a signer states in signed attributes (EN 319 122-1 §5.2, RFC 2634 §2): as far as it can be read.
 *
 * @module
 */
import { readable } from '@eseal/core';
import { contextTag, DerReader, decodeText, OID, TAG } from '@eseal/core/asn1';
import { findAttributes, singleValue } from '@eseal/core/cms';
import type { SignedStatements } from '@eseal/core/container';
import { CONTENT_IDENTIFIER, CONTENT_REFERENCE, SIGNER_ATTRIBUTES_V2 } from './encode-statements.ts';
import { hasAttribute, type SignedView } from './signed-view.ts';

/** First version of the attributes of a signer (TS 101 733 §5.11.3). */
const SIGNER_ATTRIBUTES_V1 = '1.2.840.113549.1.9.16.2.18';

/** Most values of one statement that are read. */
const MAX_VALUES = 100;

/** Reads the statements. */
export function readStatements({ attributes, contentType }: SignedView): SignedStatements {
  const one = <T>(type: string, read: (reader: DerReader) => T): T | undefined => {
    const value = singleValue(attributes, type);
    return value && readable(() => read(DerReader.over(value, type)));
  };
  const commitments = findAttributes(attributes, OID.commitmentTypeIndication)
    .flatMap(({ values }) => values)
    .slice(0, MAX_VALUES);
  const mimeType = one(OID.mimeType, readText);
  const contentHints = one(OID.contentHints, readContentHints);
  const roles = one(SIGNER_ATTRIBUTES_V2, readRoles) ?? one(SIGNER_ATTRIBUTES_V1, readRoles);
  return {
    ...(contentType !== undefined && { contentType }),
    ...(contentHints !== undefined && { contentHints }),
    contentIdentifier: hasAttribute(attributes, CONTENT_IDENTIFIER),
    contentReference: hasAttribute(attributes, CONTENT_REFERENCE),
    mimeTypes: mimeType === undefined ? [] : [mimeType],
    commitmentTypes: commitments.flatMap((value) => readable(() => readCommitment(value)) ?? []),
    location: one(OID.signerLocation, readLocation) ?? [],
    claimedRoles: roles?.claimed ?? [],
    certifiedRoles: roles?.certified ?? 0,
  };
}

/** CommitmentTypeIndication (RFC 5126 §5.11.1). */
function readCommitment(value: Uint8Array): string {
  return DerReader.over(value, 'commitment-type-indication')
    .sequence('CommitmentTypeIndication')
    .objectIdentifier('commitmentTypeId');
}

/** ContentHints (RFC 2634 §2.9). */
function readContentHints(reader: DerReader): string {
  const hints = reader.sequence('ContentHints');
  if (hints.has(TAG.utf8String)) hints.raw('contentDescription');
  return hints.objectIdentifier('contentType');
}

/** SignerLocation; its module has explicit tags (RFC 5126 §5.11.2). */
function readLocation(reader: DerReader): readonly string[] {
  const location = reader.sequence('SignerLocation');
  const part = (number: number): readonly string[] =>
    location.has(contextTag(number, true)) ? [readText(location.context(number, 'part'))] : [];
  const country = part(0);
  const locality = part(1);
  const address = location.has(contextTag(2, true))
    ? readTexts(location.context(2, 'postalAddress').sequence('PostalAddress'))
    : [];
  return [...address, ...locality, ...country];
}

interface Roles {
  readonly claimed: readonly string[];
  readonly certified: number;
}

/** SignerAttribute and its second version: the texts of claimed attributes, the number of all others. */
function readRoles(reader: DerReader): Roles {
  const given = reader.sequence('SignerAttributes');
  const claimed: string[] = [];
  let certified = 0;
  while (!given.atEnd) {
    if (given.has(contextTag(0, true))) claimed.push(...readClaimed(given.context(0, 'claimedAttributes')));
    else {
      given.raw('certifiedAttributes');
      certified++;
    }
  }
  return { claimed: claimed.slice(0, MAX_VALUES), certified };
}

function readClaimed(tagged: DerReader): readonly string[] {
  const attributes = tagged.sequence('ClaimedAttributes');
  const texts: string[] = [];
  while (!attributes.atEnd) {
    const attribute = attributes.sequence('Attribute');
    attribute.objectIdentifier('type');
    texts.push(...readTexts(attribute.set('values')));
  }
  return texts;
}

/** The texts among several values; values of other types say nothing to a reader. */
function readTexts(values: DerReader): readonly string[] {
  const texts: string[] = [];
  while (!values.atEnd) {
    const tag = values.peekTag() ?? TAG.utf8String;
    const text = decodeText(tag, values.content(tag, 'text'));
    if (text !== undefined) texts.push(text);
  }
  return texts;
}

function readText(reader: DerReader): string {
  return readTexts(reader)[0] ?? '';
}
