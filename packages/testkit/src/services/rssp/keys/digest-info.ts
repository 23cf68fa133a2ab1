/** Digests of a service's keys. */
import { encode, nullValue, objectIdentifier, octetString, sequence } from '../../../der.ts';
import type { WebDigest } from '../../digests.ts';
import type { HashOid } from './rssp-key.ts';

/** Digests by object identifier, with their lengths in bytes. */
export const HASHES: Readonly<Record<HashOid, { readonly name: WebDigest; readonly length: number }>> = {
  '2.16.840.1.101.3.4.2.1': { name: 'SHA-256', length: 32 },
  '2.16.840.1.101.3.4.2.2': { name: 'SHA-384', length: 48 },
  '2.16.840.1.101.3.4.2.3': { name: 'SHA-512', length: 64 },
};

/** Whether an object identifier is that of a digest that keys sign. */
export function isHashOid(oid: string): oid is HashOid {
  return Object.hasOwn(HASHES, oid);
}

/** DigestInfo (RFC 8017 §9.2 note 1). */
export function digestInfo(hashOid: HashOid, hash: Uint8Array): Uint8Array {
  return encode(sequence(sequence(objectIdentifier(hashOid), nullValue()), octetString(hash)));
}
