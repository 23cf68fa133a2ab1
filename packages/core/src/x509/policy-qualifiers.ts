/**
 * Qualifiers of certificate policies (RFC 5280 §4.2.1.4).
 *
 * @module
 */
import * as OID from '../asn1/oids.ts';
import { DerReader } from '../asn1/reader.ts';
import { decodeText } from '../asn1/strings.ts';
import { readable } from '../util/readable.ts';
import type { PolicyInformation } from './extensions.ts';

/** SEQUENCE, the identifier octet of NoticeReference and of UserNotice. */
const SEQUENCE = 0x30;

/**
 * What the user notices of a policy ask to be shown. A notice that only refers to a text elsewhere, or cannot be read, has
 * none: nothing is decided by it.
 */
export function userNotices({ qualifiers }: PolicyInformation): readonly string[] {
  return qualifiers
    .filter(({ oid }) => oid === OID.userNotice)
    .flatMap(({ value }) => readable(() => readExplicitText(value)) ?? []);
}

function readExplicitText(notice: Uint8Array): readonly string[] {
  const reader = DerReader.over(notice, 'UserNotice').sequence('UserNotice');
  if (reader.has(SEQUENCE)) reader.raw('noticeRef');
  if (reader.atEnd) return [];
  const tag = reader.peekTag() ?? 0;
  const text = decodeText(tag, reader.content(tag, 'explicitText'));
  return text === undefined ? [] : [text];
}
