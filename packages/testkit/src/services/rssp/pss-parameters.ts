/** RSASSA-PSS-params (RFC 4055 §3.1) with MGF1 over the same digest and a salt as long as it: the only ones that keys use. */
import { readable } from '@eseal/core';
import { DerReader } from '@eseal/core/asn1';
import { context, encode, integer, nullValue, objectIdentifier, sequence } from '../../der.ts';
import { HASHES, isHashOid } from './keys/digest-info.ts';
import type { HashOid } from './keys/rssp-key.ts';

const MGF1 = '1.2.840.113549.1.1.8';

/** The DER for a digest. */
export function pssParameters(oid: HashOid): Uint8Array {
  const digest = encode(sequence(objectIdentifier(oid), nullValue()));
  const mask = sequence(objectIdentifier(MGF1), digest);
  return encode(sequence(context(0, digest), context(1, mask), context(2, integer(HASHES[oid].length))));
}

/** The digest that parameters are for; `undefined` for any others. */
export function pssDigest(der: Uint8Array): HashOid | undefined {
  return readable(() => {
    const outer = DerReader.over(der, 'RSASSA-PSS-params');
    const parameters = outer.sequence('RSASSA-PSS-params');
    outer.end();
    const oid = readDigest(parameters.context(0, 'hashAlgorithm'));
    const mask = parameters.context(1, 'maskGenAlgorithm').sequence('maskGenAlgorithm');
    const isMgf1 = mask.objectIdentifier('algorithm') === MGF1 && readDigest(mask) === oid;
    const saltLength = parameters.context(2, 'saltLength').smallInteger('saltLength');
    // The default, which DER leaves out, is written by some.
    const trailer = parameters.atEnd ? 1 : parameters.context(3, 'trailerField').smallInteger('trailerField');
    parameters.end();
    const isUsual = isHashOid(oid) && isMgf1 && saltLength === HASHES[oid].length && trailer === 1;
    return isUsual ? oid : undefined;
  });
}

/** AlgorithmIdentifier of a digest; its parameters are NULL or absent (RFC 4055 §2.1). */
function readDigest(reader: DerReader): string {
  const digest = reader.sequence('digest');
  const oid = digest.objectIdentifier('algorithm');
  if (!digest.atEnd) digest.null('parameters');
  digest.end();
  return oid;
}
