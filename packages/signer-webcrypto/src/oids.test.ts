import { encode, objectIdentifier } from '@eseal/core/asn1';
import { describe, expect, it } from 'vitest';
import { HMAC_DIGESTS, KEY_FILE_OID } from './oids.ts';

describe('object identifiers of key files', () => {
  it('are well-formed and have one name each', () => {
    const all = [...Object.values(KEY_FILE_OID), ...HMAC_DIGESTS.keys()];
    expect(new Set(all).size).toBe(all.length);
    for (const oid of all) expect(() => encode(objectIdentifier(oid))).not.toThrow();
  });

  it('name each HMAC of RFC 8018 with its digest', () => {
    expect([...HMAC_DIGESTS.values()]).toEqual(['SHA-1', 'SHA-224', 'SHA-256', 'SHA-384', 'SHA-512']);
  });
});
