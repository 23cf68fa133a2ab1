import { describe, expect, it } from 'vitest';
import { readPermissions } from './permissions.ts';

const granted = (bits: number, revision = 6): string =>
  Object.entries(readPermissions(bits, revision))
    .filter(([, has]) => has)
    .map(([name]) => name)
    .join(' ');

describe('the permissions of an encrypted PDF', () => {
  it.each([
    [-1, 'print modify copy annotate fillForms extract assemble printHighQuality'],
    [0, ''],
    // Table 22: bits 3, 4, 5, 6, 9, 10, 11, 12.
    [1 << 2, 'print'],
    [1 << 3, 'modify assemble'],
    [1 << 4, 'copy'],
    [1 << 5, 'annotate fillForms'],
    [1 << 8, 'fillForms'],
    [1 << 9, 'extract'],
    [1 << 10, 'assemble'],
    [1 << 11, ''],
    [(1 << 2) | (1 << 11), 'print printHighQuality'],
  ])('are, of the bits %i: %s', (bits, names) => {
    expect(granted(bits)).toBe(names);
  });

  it('go with others before revision 3', () => {
    expect(granted(1 << 2, 2)).toBe('print printHighQuality');
    expect(granted(1 << 8, 2)).toBe('');
    expect(granted(1 << 5, 2)).toBe('annotate fillForms');
  });
});
