/** DER: strict zero-copy reader and writer. @module */

export { isObjectIdentifier } from './object-identifier.ts';
export * as OID from './oids.ts';
export { type BitString, DerReader, type ReaderOptions } from './reader.ts';
export { decodeText } from './strings.ts';
export { CONSTRUCTED, contextTag, TAG } from './tags.ts';
export { toDer } from './to-der.ts';
export {
  bitString,
  boolean,
  context,
  type DerNode,
  type DerPart,
  type ExternalContent,
  element,
  encode,
  encodeParts,
  generalizedTime,
  integer,
  nullValue,
  objectIdentifier,
  octetString,
  retag,
  sequence,
  setOf,
  time,
  utf8String,
} from './writer.ts';
