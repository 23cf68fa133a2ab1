/** Object identifiers between dotted text and content octets (X.690 §8.19). */

/** Dotted text of the content octets; `undefined` when they are not a minimal encoding or an arc exceeds 2⁵³. */
export function decodeObjectIdentifier(content: Uint8Array): string | undefined {
  if (content.length === 0 || content.length > 64 || (content[content.length - 1] as number) >= 0x80)
    return undefined;
  let text = '';
  let arc = 0;
  let atStart = true;
  for (const byte of content) {
    if (atStart && byte === 0x80) return undefined;
    if (arc > 2 ** 46) return undefined;
    arc = arc * 128 + (byte & 0x7f);
    atStart = byte < 0x80;
    if (!atStart) continue;
    if (text === '') {
      const root = Math.min(Math.floor(arc / 40), 2);
      text = `${root}.${arc - root * 40}`;
    } else {
      text += `.${arc}`;
    }
    arc = 0;
  }
  return text;
}

/** Content octets of dotted text. */
export function encodeObjectIdentifier(dotted: string): Uint8Array {
  const out: number[] = [];
  let arc = 0;
  let root = 0;
  let count = 0;
  for (let at = 0; at <= dotted.length; at++) {
    const code = at < dotted.length ? dotted.charCodeAt(at) : DOT;
    if (code !== DOT) {
      arc = arc * 10 + code - 0x30;
      continue;
    }
    if (count === 0) root = arc;
    else pushArc(out, count === 1 ? root * 40 + arc : arc);
    count++;
    arc = 0;
  }
  return new Uint8Array(out);
}

const DOT = 0x2e;

function pushArc(out: number[], arc: number): void {
  let unit = 1;
  while (unit * 128 <= arc) unit *= 128;
  for (let left = arc; unit >= 1; unit /= 128) {
    const digit = Math.floor(left / unit);
    left -= digit * unit;
    out.push(unit === 1 ? digit : digit | 0x80);
  }
}
