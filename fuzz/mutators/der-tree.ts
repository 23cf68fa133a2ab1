/**
 * The elements of DER or BER that may be broken, as far as they can be told, and how to put another in the place of one.
 *
 * @module
 */
import { spliced } from './mutator.ts';

/** Where an element stands, and in which others. */
export interface DerPlace {
  readonly start: number;
  readonly contentStart: number;
  readonly end: number;
  readonly parent: DerPlace | undefined;
}

/** More elements than mutations choose among. */
const MAX_PLACES = 4000;

/** All elements, also those inside OCTET STRINGs and BIT STRINGs, outermost first. */
export function derPlaces(bytes: Uint8Array): readonly DerPlace[] {
  const found: DerPlace[] = [];
  const visit = (start: number, end: number, parent: DerPlace | undefined): boolean => {
    let at = start;
    const before = found.length;
    while (at < end && found.length < MAX_PLACES) {
      const place = elementAt(bytes, at, end, parent);
      if (place === undefined) {
        found.length = before;
        return false;
      }
      found.push(place);
      descend(place);
      at = place.end;
    }
    return true;
  };
  const descend = (place: DerPlace): void => {
    const tag = bytes[place.start] ?? 0;
    if ((tag & 0x20) !== 0 || tag === 0x04 || tag === 0x80) visit(place.contentStart, place.end, place);
    if (tag === 0x03) visit(place.contentStart + 1, place.end, place);
  };
  visit(0, bytes.length, undefined);
  return found;
}

function elementAt(
  bytes: Uint8Array,
  start: number,
  limit: number,
  parent: DerPlace | undefined,
): DerPlace | undefined {
  const first = bytes[start + 1] ?? 0x80;
  const octets = first > 0x80 ? first & 0x7f : 0;
  if (first === 0x80 || octets > 4 || start + 2 > limit) return undefined;
  const contentStart = start + 2 + octets;
  const written = bytes.subarray(start + 2, contentStart).reduce((sum, byte) => sum * 256 + byte, 0);
  const end = contentStart + (octets === 0 ? first : written);
  return end > limit ? undefined : { start, contentStart, end, parent };
}

/** The identifier octet and length of an element with so much content. */
export function derHeader(tag: number, length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(tag, length);
  const octets = [24, 16, 8, 0].map((shift) => (length >>> shift) & 0xff);
  const written = octets.slice(octets.findIndex((octet) => octet !== 0));
  return Uint8Array.of(tag, 0x80 | written.length, ...written);
}

/** The bytes with another element in one's place, the lengths of all around it made right. */
export function withElement(bytes: Uint8Array, place: DerPlace, replacement: Uint8Array): Uint8Array {
  const { start, end, parent } = place;
  if (parent === undefined) return spliced(bytes, start, end, replacement);
  const content = spliced(
    bytes.subarray(parent.contentStart, parent.end),
    start - parent.contentStart,
    end - parent.contentStart,
    replacement,
  );
  const header = derHeader(bytes[parent.start] ?? 0, content.length);
  return withElement(bytes, parent, spliced(header, header.length, header.length, content));
}
