import { compareBytes, equalBytes, utf8 } from '@eseal/core';
import { context, element, encode, integer, OID, octetString } from '@eseal/core/asn1';
import { attribute, parseSignedData, spliceSignedData, withUnsignedAttributes } from '@eseal/core/cms';
import { createMockSigner, flipBit, truncate } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { cades } from './cades.ts';
import { checkSeals, createTestSealer, type TestSealer } from './test-seals.ts';

const DOCUMENT = utf8('契約書');

let sealer: TestSealer;
let partner: TestSealer;
beforeAll(async () => {
  sealer = await createTestSealer();
  partner = await createTestSealer({ keyOf: { seal: 'p384' }, baseUrl: 'http://partner.test' });
});

/** A detached seal with an unsigned attribute of this type at its signer. */
async function withAttribute(type: string): Promise<Uint8Array> {
  const received = parseSignedData(await sealer.sealed(DOCUMENT));
  const added = attribute(type, [octetString(new Uint8Array(3))]);
  const signerInfos = received.signerInfos.map((signer) => withUnsignedAttributes(signer, [added]));
  return encode(spliceSignedData(received, { signerInfos }));
}

describe('a further seal in an existing CMS', () => {
  it('stands beside the one of a detached CMS, and both hold', async () => {
    const first = await sealer.sealed(DOCUMENT);
    const both = await partner.sealed(DOCUMENT, { parallelTo: first });
    expect(await checkSeals(both, DOCUMENT)).toEqual([true, true]);
    expect(parseSignedData(both).digestAlgorithms).toHaveLength(2);
  });

  it('stands beside the one of an attached CMS, whose content is meant', async () => {
    const first = await sealer.sealed(DOCUMENT, { packaging: 'attached' });
    const both = await partner.sealed(first, { parallelTo: 'document' }, { adesLevel: 'B-T' });
    expect(await checkSeals(both)).toEqual([true, true]);
    expect(parseSignedData(both).content).toEqual([DOCUMENT]);
  });

  it('keeps the received signers, certificates and content byte for byte', async () => {
    const sealed = await sealer.sealed(DOCUMENT, { packaging: 'attached' }, { adesLevel: 'B-T' });
    const first = parseSignedData(sealed);
    const both = parseSignedData(await partner.sealed(sealed, { parallelTo: 'document' }));
    const [received] = first.signerInfos;
    expect(both.signerInfos.some(({ raw }) => equalBytes(raw, received?.raw ?? new Uint8Array()))).toBe(true);
    for (const certificate of first.certificates) expect(both.certificates).toContainEqual(certificate);
    expect(both.fields.encapContentInfo).toEqual(first.fields.encapContentInfo);
    expect(both.fields.version).toEqual(first.fields.version);
  });

  it('keeps the order of DER where there is one, and else the order received', async () => {
    const sealed = await sealer.sealed(DOCUMENT);
    const ordered = parseSignedData(sealed);
    const sorted = parseSignedData(await partner.sealed(DOCUMENT, { parallelTo: sealed })).certificates;
    expect(sorted).toEqual([...sorted].sort(compareBytes));
    const reversed = [...ordered.certificates].sort(compareBytes).reverse();
    const unordered = encode(
      spliceSignedData(ordered, {
        certificates: element(0xa0, reversed),
        signerInfos: ordered.signerInfos.map(({ raw }) => raw),
      }),
    );
    const kept = parseSignedData(await partner.sealed(DOCUMENT, { parallelTo: unordered })).certificates;
    expect(kept.slice(0, reversed.length)).toEqual(reversed);
  });

  it('adds no certificate and no algorithm twice', async () => {
    const first = await sealer.sealed(DOCUMENT);
    const again = parseSignedData(
      await sealer.sealed(DOCUMENT, { parallelTo: first, mimeType: 'text/plain' }),
    );
    expect(again.signerInfos).toHaveLength(2);
    expect(again.certificates).toEqual(parseSignedData(first).certificates);
    expect(again.digestAlgorithms).toHaveLength(1);
  });

  it('is completed from its stored state', async () => {
    const first = await sealer.sealed(DOCUMENT, { packaging: 'attached' });
    const format = cades({ parallelTo: 'document' });
    const signer = createMockSigner(partner.world.seal);
    const prepared = await format.prepare(first, {
      certificates: signer.certificates,
      algorithm: 'ecdsa-sha384',
      adesLevel: 'B-B',
      signingTime: partner.world.now,
      timestampSize: 0,
    });
    const restored = await cades({ parallelTo: 'document' }).restore(format.store(prepared), first);
    const { dataToBeSigned } = restored;
    const [value] = await signer.sign([{ dataToBeSigned, algorithm: 'ecdsa-sha384' }]);
    const both = await format.assemble(restored, value ?? new Uint8Array(), { adesLevel: 'B-B' });
    expect(await checkSeals(await both.toBytes())).toEqual([true, true]);
    await expect(format.restore(format.store(prepared), flipBit(first, -1))).rejects.toMatchObject({
      code: 'DOCUMENT_CHANGED',
    });
  });

  it('is refused beside a seal of another document', async () => {
    const first = await sealer.sealed(utf8('another'));
    await expect(sealer.seal(DOCUMENT, { parallelTo: first })).rejects.toMatchObject({
      code: 'CMS_CONTENT_MISMATCH',
    });
  });

  it('is refused beside a seal that is packaged in the other way', async () => {
    const attached = await sealer.sealed(DOCUMENT, { packaging: 'attached' });
    const detached = await sealer.sealed(DOCUMENT);
    const mismatch = { code: 'CMS_CONTENT_MISMATCH' };
    await expect(sealer.seal(DOCUMENT, { parallelTo: attached })).rejects.toMatchObject(mismatch);
    await expect(sealer.seal(detached, { parallelTo: 'document' })).rejects.toMatchObject(mismatch);
  });

  it('is refused in a file that is no CMS, or cut off', async () => {
    const first = await sealer.sealed(DOCUMENT);
    const unreadable = { code: 'CMS_UNREADABLE' };
    await expect(sealer.seal(DOCUMENT, { parallelTo: truncate(first) })).rejects.toMatchObject(unreadable);
    await expect(sealer.seal(DOCUMENT, { parallelTo: 'document' })).rejects.toMatchObject(unreadable);
  });

  it('is refused in a timestamp token, and under an archive timestamp over all certificates', async () => {
    const token = await sealer.timestamps.stamp(new Uint8Array(32));
    const forbidden = { code: 'CMS_CHANGE_FORBIDDEN' };
    await expect(sealer.seal(token, { parallelTo: 'document' })).rejects.toMatchObject(forbidden);
    const archived = await withAttribute(OID.archiveTimestampV2);
    await expect(sealer.seal(DOCUMENT, { parallelTo: archived })).rejects.toMatchObject(forbidden);
    const other = await withAttribute(OID.certificateRefs);
    expect((await sealer.seal(DOCUMENT, { parallelTo: other })).size).toBeGreaterThan(other.length);
  });

  it('keeps revocation information that is there', async () => {
    const received = parseSignedData(await sealer.sealed(DOCUMENT));
    const crls = context(1, [element(0x30, [integer(1)])]);
    const first = encode(
      spliceSignedData(received, { crls, signerInfos: received.signerInfos.map(({ raw }) => raw) }),
    );
    const both = parseSignedData(await partner.sealed(DOCUMENT, { parallelTo: first }));
    expect(both.fields.crls).toEqual(encode(crls));
  });
});
