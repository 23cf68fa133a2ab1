/** Damaged encodings, for tests of readers. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { isEsealError } from '../errors.ts';

/** A reader gives a result or a coded error for an encoding with one byte changed, and for any beginning of it. */
export function expectCodedErrorsOnly(encoded: Uint8Array, read: (bytes: Uint8Array) => unknown): void {
  const changes = fc.record({
    at: fc.nat(encoded.length - 1),
    byte: fc.nat(255),
    end: fc.nat(encoded.length),
  });
  fc.assert(
    fc.property(changes, ({ at, byte, end }) => {
      const changed = encoded.slice();
      changed[at] = byte;
      for (const bytes of [changed, encoded.subarray(0, end)]) {
        try {
          read(bytes);
        } catch (error) {
          expect(isEsealError(error)).toBe(true);
        }
      }
    }),
  );
}
