/**
 * Names in encodings of old: of an entry that does not say it is UTF-8 nobody knows by itself what its bytes spell
 * (APPNOTE 6.3.3 §4.4.4 bit 11, Appendix D).
 *
 * @module
 */

/** Bytes from 0x80 on, in code pages that no decoder of the platform knows. */
const CODE_PAGES = {
  /** Of the first PCs: what ZIP says unmarked names are in. */
  cp437:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒ' +
    'áíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐' +
    '└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀' +
    'αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
  /** Of central Europe. */
  cp852:
    'ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×č' +
    'áíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐' +
    '└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀' +
    'ÓßÔŃńňŠšŔÚŕŰýÝţ´\u00ad˝˛ˇ˘§÷¸°¨˙űŘř■\u00a0',
} as const;

/** What the bytes of a name may spell, likeliest first: one in UTF-8 is never by accident, and ASCII is but one name. */
export function possibleNames(bytes: Uint8Array): readonly string[] {
  const utf8 = decodeStrictly('utf-8', bytes);
  if (utf8 !== undefined) return [utf8];
  const japanese = decodeStrictly('shift_jis', bytes);
  const others = Object.values(CODE_PAGES).map((page) => decodeByPage(page, bytes));
  return [...new Set(japanese === undefined ? others : [japanese, ...others])];
}

/** Text in an encoding of the platform; `undefined` where any byte is none of it. CP932 is its `shift_jis`. */
export function decodeStrictly(encoding: 'utf-8' | 'shift_jis', bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function decodeByPage(page: string, bytes: Uint8Array): string {
  return Array.from(bytes, (byte) =>
    byte < 0x80 ? String.fromCharCode(byte) : (page[byte - 0x80] ?? '\ufffd'),
  ).join('');
}
