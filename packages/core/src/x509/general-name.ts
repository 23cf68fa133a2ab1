/**
 * GeneralName (RFC 5280 §4.2.1.6).
 *
 * @module
 */

import type { DerReader } from '../asn1/reader.ts';
import { decodeText } from '../asn1/strings.ts';
import { TAG } from '../asn1/tags.ts';
import { DecodeError } from '../errors.ts';
import { equalBytes } from '../util/bytes.ts';
import { equalNames, type Name, parseName } from './name.ts';

/** One name of a subject, issuer or place. */
export type GeneralName =
  | { readonly kind: 'otherName'; readonly type: string; readonly value: Uint8Array }
  | { readonly kind: 'rfc822Name' | 'dNSName' | 'uniformResourceIdentifier'; readonly value: string }
  | { readonly kind: 'directoryName'; readonly name: Name }
  | { readonly kind: 'iPAddress'; readonly value: Uint8Array }
  | { readonly kind: 'registeredID'; readonly value: string }
  | { readonly kind: 'x400Address' | 'ediPartyName'; readonly value: Uint8Array };

/** Reads the next element as GeneralName. */
export function readGeneralName(reader: DerReader): GeneralName {
  const tag = reader.peekTag();
  switch (tag) {
    case 0xa0: {
      const other = reader.context(0, 'otherName');
      const type = other.objectIdentifier('type-id');
      const value = other.raw('value');
      other.end();
      return { kind: 'otherName', type, value };
    }
    case 0x81:
      return { kind: 'rfc822Name', value: ia5(reader, 0x81) };
    case 0x82:
      return { kind: 'dNSName', value: ia5(reader, 0x82) };
    case 0xa3:
      return { kind: 'x400Address', value: reader.raw('x400Address') };
    case 0xa4:
      return { kind: 'directoryName', name: readDirectoryName(reader.context(4, 'directoryName')) };
    case 0xa5:
      return { kind: 'ediPartyName', value: reader.raw('ediPartyName') };
    case 0x86:
      return { kind: 'uniformResourceIdentifier', value: ia5(reader, 0x86) };
    case 0x87:
      return { kind: 'iPAddress', value: reader.content(0x87, 'iPAddress') };
    case 0x88:
      return { kind: 'registeredID', value: reader.objectIdentifier('registeredID', 0x88) };
    default:
      throw new DecodeError('not a GeneralName', 'GeneralName', reader.offset);
  }
}

function readDirectoryName(explicit: DerReader): Name {
  const name = parseName(explicit.raw('Name'));
  explicit.end();
  return name;
}

/** Reads GeneralNames: all names up to the end of the reader. */
export function readGeneralNames(reader: DerReader): readonly GeneralName[] {
  const names: GeneralName[] = [];
  while (!reader.atEnd) names.push(readGeneralName(reader));
  return names;
}

function ia5(reader: DerReader, tag: number): string {
  const offset = reader.offset;
  const text = decodeText(TAG.ia5String, reader.content(tag, 'IA5String'));
  if (text === undefined) throw new DecodeError('a name is not ASCII', 'GeneralName', offset);
  return text;
}

/** Whether two names are the same: directory names by RFC 5280 §7.1, addresses as they are written. */
export function equalGeneralNames(a: GeneralName, b: GeneralName): boolean {
  if (a.kind === 'directoryName') return b.kind === 'directoryName' && equalNames(a.name, b.name);
  if (!('value' in a) || !('value' in b) || a.kind !== b.kind) return false;
  if (a.kind === 'otherName' && b.kind === 'otherName' && a.type !== b.type) return false;
  return typeof a.value === 'string' || typeof b.value === 'string'
    ? a.value === b.value
    : equalBytes(a.value, b.value);
}
