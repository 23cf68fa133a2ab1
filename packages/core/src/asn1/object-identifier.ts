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
  const [root = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const out: number[] = [];
  for (const arc of [root * 40 + second, ...rest]) {
    const digits = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128))
      digits.unshift((left % 128) | 0x80);
    out.push(...digits);
  }
  return Uint8Array.from(out);
}
