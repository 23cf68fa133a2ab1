import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { undoLzw } from './lzw.ts';

/** LZW as ISO 32000-2 §7.4.4.2 describes it, with a table of texts: slow and plain. */
function encode(data: Uint8Array, isEarly: boolean): Uint8Array {
  const bits: string[] = [];
  let table = new Map<string, number>();
  let width = 9;
  const write = (code: number): void => {
    bits.push(code.toString(2).padStart(width, '0'));
  };
  const clear = (): void => {
    write(256);
    table = new Map(Array.from({ length: 256 }, (_, byte) => [String.fromCharCode(byte), byte]));
    width = 9;
  };
  clear();
  let piece = '';
  for (const byte of data) {
    const longer = piece + String.fromCharCode(byte);
    if (table.has(longer)) piece = longer;
    else {
      write(table.get(piece) ?? 0);
      table.set(longer, table.size + 2);
      // Codes grow when the next one would not fit, or one before.
      if (table.size + 2 + (isEarly ? 1 : 0) > 2 ** width) width++;
      piece = String.fromCharCode(byte);
      if (table.size === 4094) {
        write(table.get(piece) ?? 0);
        piece = '';
        width = 12;
        clear();
      }
    }
  }
  if (piece !== '') write(table.get(piece) ?? 0);
  return Uint8Array.from(bits.join('').match(/.{1,8}/g) ?? [], (octet) =>
    Number.parseInt(octet.padEnd(8, '0'), 2),
  );
}

describe('LZW', () => {
  it.each([true, false])('gives back what was encoded, codes growing early: %s', (isEarly) => {
    const repetitive = fc.array(fc.constantFrom(0, 1, 2), { maxLength: 6000 });
    const data = fc.oneof(repetitive, fc.array(fc.nat(255), { maxLength: 6000 }));
    fc.assert(
      fc.property(data, (bytes) => {
        const decoded = undoLzw(encode(Uint8Array.from(bytes), isEarly), 10_000, isEarly);
        expect([...decoded]).toEqual(bytes);
      }),
      { numRuns: 60 },
    );
  });
});
