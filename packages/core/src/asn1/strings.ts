/** Character strings of ASN.1 to text. */
import { TAG } from './tags.ts';

/** Text of a string type's content, or `undefined` for another tag or bytes that are not of its repertoire. */
export function decodeText(tag: number, content: Uint8Array): string | undefined {
  switch (tag) {
    case TAG.utf8String:
      return decode('utf-8', content);
    case TAG.printableString:
    case TAG.numericString:
    case TAG.ia5String:
    case TAG.visibleString:
      return content.every((byte) => byte < 0x80) ? latin1(content) : undefined;
    case TAG.teletexString:
      // T.61 as practice writes it: Latin-1.
      return latin1(content);
    case TAG.bmpString:
      return content.length % 2 === 0 ? decode('utf-16be', content) : undefined;
    case TAG.universalString:
      return decodeUtf32(content);
    default:
      return undefined;
  }
}

function latin1(content: Uint8Array): string {
  let text = '';
  for (const byte of content) text += String.fromCharCode(byte);
  return text;
}

function decode(label: 'utf-8' | 'utf-16be', content: Uint8Array): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    return undefined;
  }
}

function decodeUtf32(content: Uint8Array): string | undefined {
  if (content.length % 4 !== 0) return undefined;
  const view = new DataView(content.buffer, content.byteOffset, content.length);
  let text = '';
  for (let at = 0; at < content.length; at += 4) {
    const point = view.getUint32(at);
    if (point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) return undefined;
    text += String.fromCodePoint(point);
  }
  return text;
}
