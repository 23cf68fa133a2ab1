/** One serial number looked up in a CRL of 500,000 entries and 20 MB, its signature verified. */
import { createPublicKey, verify } from 'node:crypto';
import { bitString, DerReader, element, encode, sequence, TAG } from '@eseal/core/asn1';
import { identifySignature } from '@eseal/core/crypto';
import { findRevoked, parseCrl } from '@eseal/core/revocation';
import { parseCertificate } from '@eseal/core/x509';
import { createGoodWorld, issueCrl } from '@eseal/testkit';
import { compare, ratios } from '../lib/measure.mjs';

const ENTRIES = 500_000;

export async function measure() {
  const world = await createGoodWorld({ key: 'rsa-2048' });
  const encoded = await issueLongCrl(world);
  const issuer = parseCertificate(world.issuingCa.certificate);
  const { serialNumber } = world.seal;
  return ratios(
    await compare({
      raw: rawWork(encoded, issuer),
      ours: async () => {
        const crl = parseCrl(encoded);
        const { algorithm } = identifySignature(crl.signatureAlgorithm);
        const isIntact = await issuer.publicKey.verify(algorithm, crl.tbs, crl.signatureValue);
        const { entry } = findRevoked(crl, serialNumber);
        if (!isIntact || entry?.reason !== 'superseded') throw new Error('the entry was not found');
      },
    }),
  );
}

/** A list whose entries look as usual: a number of 16 octets, a time and a reason. The one looked up is the last. */
async function issueLongCrl({ issuingCa, seal, now }) {
  const dayOf = (days) => new Date(now.getTime() + days * 86_400_000);
  const short = await issueCrl({
    issuer: issuingCa,
    revocations: [{ serialNumber: seal.serialNumber, at: dayOf(-1), reason: 'superseded' }],
    thisUpdate: now,
    nextUpdate: dayOf(1),
    number: 1,
  });
  const { tbs, revokedCertificates: entry, signatureAlgorithm } = parseCrl(short);
  const fields = DerReader.over(tbs, 'tbsCertList').sequence('tbsCertList');
  const parts = [];
  while (!fields.atEnd) parts.push(fields.raw('field'));
  // After version, signature, issuer, thisUpdate and nextUpdate.
  parts[5] = element(TAG.sequence, [repeat(entry)]);
  const signed = encode(sequence(parts));
  const value = await issuingCa.key.sign(signed);
  return encode(sequence([signed, signatureAlgorithm.raw, bitString(value)]));
}

/** The entry again and again, each time with another number, and last as it is. */
function repeat(entry) {
  const entries = new Uint8Array(ENTRIES * entry.length);
  const view = new DataView(entries.buffer);
  for (let index = 0; index < ENTRIES; index++) {
    entries.set(entry, index * entry.length);
    if (index < ENTRIES - 1) view.setUint32(index * entry.length + 8, index);
  }
  return entries;
}

/** SHA-256 of the list and one verification, with a loaded key. */
function rawWork(encoded, issuer) {
  const key = createPublicKey({ key: Buffer.from(issuer.publicKey.raw), format: 'der', type: 'spki' });
  const { tbs, signatureValue } = parseCrl(encoded);
  return () => {
    if (!verify('sha256', tbs, key, signatureValue)) throw new Error('the signature does not verify');
  };
}
