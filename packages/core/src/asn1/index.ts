/** DER: strict zero-copy reader and writer. @module */
export { DerReader, type BitString, type ReaderOptions } from './reader.ts';
export { OID } from './oids.ts';
export { CONSTRUCTED, contextTag, TAG } from './tags.ts';
export {
  bitString,
  boolean,
  context,
  type DerNode,
  type DerPart,
  element,
  encode,
  encodeParts,
  type ExternalContent,
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
