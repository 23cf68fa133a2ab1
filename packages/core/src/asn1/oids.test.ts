import { describe, expect, it } from 'vitest';
import { decodeObjectIdentifier, encodeObjectIdentifier } from './object-identifier.ts';
import * as OID from './oids.ts';

describe('the object identifiers of the SDK', () => {
  it('have one name each', () => {
    expect(new Set(Object.values(OID)).size).toBe(Object.keys(OID).length);
  });

  it.each(Object.entries(OID))('%s is well-formed', (_, oid) => {
    expect(decodeObjectIdentifier(encodeObjectIdentifier(oid))).toBe(oid);
  });
});
