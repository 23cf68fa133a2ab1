/** Identifier octets of the universal types the SDK reads and writes (X.690 §8.1.2), and of context tags. */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  objectIdentifier: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  numericString: 0x12,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  visibleString: 0x1a,
  universalString: 0x1c,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Bit of the identifier octet that marks a constructed encoding. */
export const CONSTRUCTED = 0x20;

/** Identifier octet of context tag `[number]`, primitive unless said. */
export function contextTag(number: number, constructed = false): number {
  return 0x80 | number | (constructed ? CONSTRUCTED : 0);
}
