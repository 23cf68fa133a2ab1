import { augment, completeSeal, prepareSeal, utf8 } from '@eseal/core';
import { encode, OID } from '@eseal/core/asn1';
import { attribute, parseSignedData, spliceSignedData, withUnsignedAttributes } from '@eseal/core/cms';
import { createMockSigner, flipBit, indexOfBytes } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { cades } from './cades.ts';
import { parseCades } from './parse.ts';
import { createTestMaterialSource, type TestMaterialSource } from './test-material.ts';
import { checkSeals, createTestSealer, type TestSealer } from './test-seals.ts';

const DOCUMENT = utf8('売買契約書');

let sealer: TestSealer;
let partner: TestSealer;
let material: TestMaterialSource;
let atT: Uint8Array;
beforeAll(async () => {
  sealer = await createTestSealer();
  partner = await createTestSealer({ baseUrl: 'http://partner.test' });
  material = createTestMaterialSource(sealer.world, partner.world);
  atT = await sealer.sealed(DOCUMENT, { packaging: 'attached' }, { adesLevel: 'B-T' });
});

const signaturesOf = async (sealed: Uint8Array) => (await parseCades(sealed)).signatures;

/** Id of the signature at this depth of counter-signatures. */
async function idAt(depth: number, sealed: Uint8Array): Promise<string> {
  return (await signaturesOf(sealed))[depth]?.id ?? '';
}

async function countersign(
  sealed: Uint8Array,
  depth = 0,
  pipeline: Parameters<TestSealer['sealed']>[2] = {},
): Promise<Uint8Array> {
  return partner.sealed(sealed, { counterSignatureOf: await idAt(depth, sealed) }, pipeline);
}

const toLta = async (sealed: Uint8Array): Promise<Uint8Array> => {
  const { timestamps } = sealer;
  return (await augment(sealed, { format: cades(), adesLevel: 'B-LTA', timestamps, material })).toBytes();
};

describe('a counter-signature', () => {
  it('is over the value of a seal, without a type of content, and every byte of the seal stays', async () => {
    const countersigned = await countersign(atT);
    expect(await checkSeals(countersigned)).toEqual([true, true]);
    const [seal, counter] = await signaturesOf(countersigned);
    expect(counter).toMatchObject({ counterSignatureOf: seal?.id, form: 'B-B', findings: [] });
    const [before, after] = [atT, countersigned].map((one) => parseSignedData(one));
    expect(after?.fields.encapContentInfo).toEqual(before?.fields.encapContentInfo);
    const [received, changed] = [before, after].map((one) => one?.signerInfos[0]);
    expect(changed?.signedFields).toEqual(received?.signedFields);
    expect(changed?.unsignedAttributes[0]?.raw).toEqual(received?.unsignedAttributes[0]?.raw);
    for (const one of before?.certificates ?? []) expect(after?.certificates).toContainEqual(one);
    expect(after?.certificates).toContainEqual(partner.world.seal.certificate);
  });

  it('is nested, and at B-T', async () => {
    const nested = await countersign(await countersign(atT, 0, { adesLevel: 'B-T' }), 1, {
      adesLevel: 'B-T',
    });
    expect(await checkSeals(nested)).toEqual([true, true, true]);
    const [seal, first, second] = await signaturesOf(nested);
    expect([first, second].map((one) => one?.counterSignatureOf)).toEqual([seal?.id, first?.id]);
    expect([seal, first, second].map((one) => one?.form)).toEqual(['B-T', 'B-T', 'B-T']);
  });

  it('is broken by a change of the value that it countersigns', async () => {
    const countersigned = await countersign(atT);
    const value = parseSignedData(countersigned).signerInfos[0]?.signature ?? new Uint8Array();
    const changed = flipBit(countersigned, indexOfBytes(countersigned, value) + 20);
    expect(await checkSeals(changed)).toEqual([false, false]);
  });

  it('is made in two halves', async () => {
    const signer = createMockSigner(partner.world.seal);
    const format = cades({ counterSignatureOf: await idAt(0, atT) });
    const stateKey = new Uint8Array(32).fill(7);
    const { certificates } = signer;
    const now = () => partner.world.now;
    const { dataToBeSigned, state, algorithm } = await prepareSeal(atT, { format, signer, stateKey, now });
    const [value = new Uint8Array()] = await signer.sign([{ dataToBeSigned, algorithm }]);
    const sealed = await completeSeal(atT, state, value, { format, certificates, stateKey });
    expect(await checkSeals(await sealed.toBytes())).toEqual([true, true]);
    const otherSeal = await sealer.sealed(DOCUMENT);
    const other = completeSeal(otherSeal, state, value, { format, certificates, stateKey });
    await expect(other).rejects.toMatchObject({ code: 'DOCUMENT_CHANGED' });
  });

  it('is raised with its seal: a timestamp where none is, its chain proven, covered by the archive timestamp', async () => {
    const raised = await toLta(await countersign(await countersign(atT), 1));
    expect(await checkSeals(raised)).toEqual([true, true, true]);
    expect((await signaturesOf(raised)).map(({ form }) => form)).toEqual(['B-LTA', 'B-LT', 'B-LT']);
    expect(material.requests.at(-1)?.subjects.map(({ role }) => role)).toEqual([
      'seal',
      'seal',
      'seal',
      'timestamp',
      'timestamp',
      'timestamp',
    ]);
    expect(await checkSeals(await toLta(raised))).toEqual([true, true, true]);
  });

  it('is added under an archive timestamp, which does not name it', async () => {
    const archived = await toLta(atT);
    const countersigned = await countersign(archived);
    expect(await checkSeals(countersigned)).toEqual([true, true]);
    const raised = await toLta(countersigned);
    expect((await signaturesOf(raised)).map(({ form }) => form)).toEqual(['B-LTA', 'B-LT']);
  });

  it('is refused on one that an archive timestamp names, and stays as it is when the seal is raised', async () => {
    const archived = await toLta(await countersign(atT));
    await expect(countersign(archived, 1)).rejects.toMatchObject({ code: 'CMS_CHANGE_FORBIDDEN' });
    const [, before] = await signaturesOf(archived);
    const [, after] = await signaturesOf(await toLta(archived));
    expect(after?.id).toBe(before?.id);
  });

  it('is refused under an archive timestamp of the second version', async () => {
    const received = parseSignedData(atT);
    const signerInfos = received.signerInfos.map((signer) =>
      withUnsignedAttributes(signer, [
        attribute(OID.archiveTimestampV2, signer.unsignedAttributes[0]?.values ?? []),
      ]),
    );
    const broken = countersign(encode(spliceSignedData(received, { signerInfos })));
    await expect(broken).rejects.toMatchObject({ code: 'CMS_CHANGE_FORBIDDEN' });
  });

  it('is refused on what is broken, and on what is not there', async () => {
    const value = parseSignedData(atT).signerInfos[0]?.signature ?? new Uint8Array();
    const broken = flipBit(atT, indexOfBytes(atT, value) + 20);
    await expect(countersign(broken)).rejects.toMatchObject({ code: 'SEAL_BROKEN' });
    const unknown = partner.sealed(atT, { counterSignatureOf: 'S-0' });
    await expect(unknown).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    const none = partner.sealed(DOCUMENT, { counterSignatureOf: 'S-0' });
    await expect(none).rejects.toMatchObject({ code: 'CMS_UNREADABLE' });
  });
});
