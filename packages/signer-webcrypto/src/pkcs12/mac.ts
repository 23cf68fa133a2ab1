/**
 * The MAC of a PKCS #12 file (RFC 7292 §4, §5.1; PBMAC1 RFC 9579).
 *
 * @module
 */
import { CoreError, concatBytes, equalBytes } from '@eseal/core';
import { DerReader } from '@eseal/core/asn1';
import {
  type AlgorithmIdentifier,
  type DigestAlgorithm,
  digestByOid,
  digestBytes,
  digestRow,
  readAlgorithmIdentifier,
} from '@eseal/core/crypto';
import { HMAC_DIGESTS, KEY_FILE_OID } from '../oids.ts';
import type { Password } from '../password.ts';
import type { WorkBudget } from '../pbe/budget.ts';
import { derivePbkdf2 } from '../pbe/pbes2.ts';
import { blockSizeOf, derivePkcs12 } from '../pbe/pkcs12-derivation.ts';

/** MacData as it stands. */
export interface MacData {
  readonly algorithm: AlgorithmIdentifier;
  readonly value: Uint8Array;
  readonly salt: Uint8Array;
  readonly iterations: number;
}

/** Reads the next element as MacData. */
export function readMacData(outer: DerReader): MacData {
  const reader = outer.sequence('MacData');
  const mac = reader.sequence('DigestInfo');
  const algorithm = readAlgorithmIdentifier(mac, 'digestAlgorithm');
  const value = mac.octetString('digest');
  mac.end();
  const salt = reader.octetString('macSalt');
  const iterations = reader.atEnd ? 1 : reader.smallInteger('iterations');
  reader.end();
  return { algorithm, value, salt, iterations };
}

/** Whether the MAC over the content is the one that the password makes. */
export async function verifyMac(
  mac: MacData,
  content: Uint8Array,
  password: Password,
  budget: WorkBudget,
): Promise<boolean> {
  const { digest, key } = await macKey(mac, password, budget);
  return equalBytes(mac.value, await hmac(digest, key, content));
}

async function macKey(mac: MacData, password: Password, budget: WorkBudget) {
  if (mac.algorithm.oid === KEY_FILE_OID.pbmac1) return pbmac1Key(mac.algorithm, password, budget);
  const digest = digestByOid(mac.algorithm.oid)?.name;
  if (digest === undefined || ![...HMAC_DIGESTS.values()].some((known) => known === digest))
    throw unsupported(mac.algorithm.oid);
  const { salt, iterations } = mac;
  const request = { digest, purpose: 'mac-key', password: password.bmp, salt, iterations } as const;
  return { digest, key: await derivePkcs12({ ...request, length: digestRow(digest).length }, budget) };
}

/** RFC 9579 §5: PBKDF2 with a stated key length, then HMAC. */
async function pbmac1Key({ parameters }: AlgorithmIdentifier, password: Password, budget: WorkBudget) {
  const reader = DerReader.over(parameters ?? new Uint8Array(), 'PBMAC1-params').sequence('PBMAC1-params');
  const keyDerivation = readAlgorithmIdentifier(reader, 'keyDerivationFunc');
  const { oid } = readAlgorithmIdentifier(reader, 'messageAuthScheme');
  reader.end();
  const digest = HMAC_DIGESTS.get(oid);
  if (digest === undefined) throw unsupported(oid);
  return { digest, key: await derivePbkdf2(keyDerivation, password.utf8, undefined, budget) };
}

/** HMAC (RFC 2104) by any digest, also those that WebCrypto lacks. */
async function hmac(digest: DigestAlgorithm, key: Uint8Array, data: Uint8Array): Promise<Uint8Array> {
  const block = new Uint8Array(blockSizeOf(digest));
  block.set(key.length > block.length ? await digestBytes(digest, key) : key);
  const inner = await digestBytes(digest, concatBytes([block.map((byte) => byte ^ 0x36), data]));
  return digestBytes(digest, concatBytes([block.map((byte) => byte ^ 0x5c), inner]));
}

function unsupported(oid: string): CoreError {
  return new CoreError('UNSUPPORTED_ALGORITHM', `the file has a MAC that is not supported: ${oid}`);
}
