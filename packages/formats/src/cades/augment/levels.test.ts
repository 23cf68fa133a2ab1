import { augment, equalBytes, type SealedDocument, utf8 } from '@eseal/core';
import { element, encode } from '@eseal/core/asn1';
import { parseSignedData, spliceSignedData, withUnsignedAttributes } from '@eseal/core/cms';
import { digestBytes } from '@eseal/core/crypto';
import { flipBit, indexOfBytes } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { cades } from '../cades.ts';
import { parseCades } from '../parse.ts';
import { createTestMaterialSource, type TestMaterialSource } from '../test-material.ts';
import { checkSeals, createTestSealer, type TestSealer } from '../test-seals.ts';

const DOCUMENT = utf8('三十年保存する契約書');
const CONTENTS = [{ source: DOCUMENT }];

let sealer: TestSealer;
let other: TestSealer;
let material: TestMaterialSource;
let atT: Uint8Array;
beforeAll(async () => {
  sealer = await createTestSealer();
  other = await createTestSealer({ baseUrl: 'http://other.test' });
  material = createTestMaterialSource(sealer.world, other.world);
  atT = await sealer.sealed(DOCUMENT, {}, { adesLevel: 'B-T' });
});

type Options = Partial<Parameters<typeof augment>[1]>;

const raise = (
  sealed: Uint8Array,
  adesLevel: 'B-LT' | 'B-LTA',
  options: Options = {},
): Promise<SealedDocument> => {
  const { timestamps } = sealer;
  return augment(sealed, {
    format: cades(),
    adesLevel,
    timestamps,
    material,
    contents: CONTENTS,
    ...options,
  });
};
const raised = async (...given: Parameters<typeof raise>): Promise<Uint8Array> =>
  (await raise(...given)).toBytes();

async function parse(sealed: Uint8Array) {
  const { signatures } = await parseCades(sealed, { contents: CONTENTS });
  return signatures.map(({ form, timestamps }) => ({
    form,
    archives: timestamps.filter(({ type }) => type === 'archive').map(({ archive }) => archive?.hashIndex),
  }));
}

const VALID = { name: 'ats-hash-index-v3', valid: true, problems: [] };

describe('sealing with CAdES', () => {
  it.each(['detached', 'attached'] as const)('reaches B-LT and B-LTA %s', async (packaging) => {
    for (const adesLevel of ['B-LT', 'B-LTA'] as const) {
      const sealed = await sealer.sealed(DOCUMENT, { packaging }, { adesLevel, material });
      expect(await parse(sealed)).toEqual([
        { form: adesLevel, archives: adesLevel === 'B-LTA' ? [VALID] : [] },
      ]);
      expect(await checkSeals(sealed, packaging === 'detached' ? DOCUMENT : undefined)).toEqual([true]);
    }
  });

  it('reaches B-LTA for a stream, which is gone by then, when the authority digests as the seal does', async () => {
    const stream = new Blob([DOCUMENT]).stream();
    const sealed = await sealer.sealed(stream, {}, { adesLevel: 'B-LTA', material });
    expect(await checkSeals(sealed, DOCUMENT)).toEqual([true]);
  });
});

describe('raising a CAdES seal to B-LT', () => {
  it('adds what proves both chains, in version 5 of the CMS, and keeps every byte of what is there', async () => {
    const [before, after] = [atT, await raised(atT, 'B-LT')].map((one) => parseSignedData(one));
    expect(await checkSeals(await raised(atT, 'B-LT'), DOCUMENT)).toEqual([true]);
    expect(after).toMatchObject({ version: 5, crls: { length: 1 }, otherRevocationInfos: { length: 2 } });
    expect(after?.signerInfos.map(({ raw }) => raw)).toEqual(before?.signerInfos.map(({ raw }) => raw));
    for (const one of before?.certificates ?? []) expect(after?.certificates).toContainEqual(one);
    expect(after?.fields.encapContentInfo).toEqual(before?.fields.encapContentInfo);
  });

  it('asks for the chains of seal and timestamp, and says what is there', async () => {
    await raised(atT, 'B-LT');
    const request = material.requests.at(-1);
    expect(request?.subjects.map(({ role }) => role)).toEqual(['seal', 'timestamp']);
    const [seal, timestamp] = request?.subjects ?? [];
    expect(seal?.certificate.raw).toEqual(sealer.world.seal.certificate);
    expect(seal?.time).toEqual(timestamp?.time);
    expect(timestamp?.certificate.raw).toEqual(sealer.world.tsa.certificate);
    expect(request?.present.certificates).toContainEqual(sealer.world.tsa.certificate);
  });

  it('gives a timestamp first where it is missing, and the same bytes back where nothing is', async () => {
    const complete = await raised(await sealer.sealed(DOCUMENT), 'B-LT');
    expect(await parse(complete)).toEqual([{ form: 'B-LT', archives: [] }]);
    expect(await raised(complete, 'B-LT')).toEqual(complete);
  });

  it('adds nothing twice, though a source returns what is there', async () => {
    const complete = await raised(atT, 'B-LT');
    const { certificates, crls } = parseSignedData(complete);
    const everything = {
      collect: async () => ({ certificates: [...certificates, ...certificates], crls, ocspResponses: [] }),
    };
    expect(await raised(complete, 'B-LT', { material: everything })).toEqual(complete);
  });

  it('keeps the order of certificates that is not that of DER', async () => {
    const received = parseSignedData(atT);
    const reversed = received.certificates.toReversed();
    const unordered = encode(spliceSignedData(received, { certificates: setOfCertificates(reversed) }));
    const complete = parseSignedData(await raised(unordered, 'B-LT'));
    expect(complete.certificates.slice(0, reversed.length)).toEqual(reversed);
  });

  it('needs a source of material', async () => {
    const raising = augment(atT, { format: cades(), adesLevel: 'B-LT' });
    await expect(raising).rejects.toMatchObject({ code: 'MATERIAL_SOURCE_MISSING' });
  });

  it.each([
    ['certificates', Uint8Array.of(0x30, 0)],
    ['crls', Uint8Array.of(1, 2, 3)],
    ['ocspResponses', new Uint8Array()],
    // Well formed, but of a responder that says tryLater.
    ['ocspResponses', Uint8Array.of(0x30, 3, 0x0a, 1, 3)],
  ] as const)('embeds no %s of a source that are none', async (kind, given) => {
    const collect = async () => ({ certificates: [], crls: [], ocspResponses: [], [kind]: [given] });
    const { timestamps } = sealer;
    const raising = augment(atT, { format: cades(), adesLevel: 'B-LT', timestamps, material: { collect } });
    await expect(raising).rejects.toMatchObject({ code: 'DECODE_FAILED' });
  });

  it('is refused when the certificate of the seal is not there', async () => {
    const bare = encode(spliceSignedData(parseSignedData(atT), { certificates: setOfCertificates([]) }));
    await expect(raise(bare, 'B-LT')).rejects.toMatchObject({ code: 'SEAL_CERTIFICATE_MISSING' });
  });
});

describe('raising a CAdES seal to B-LTA', () => {
  it('puts one archive timestamp of each authority over the other, and renews', async () => {
    const once = await raised(atT, 'B-LTA');
    expect(await parse(once)).toEqual([{ form: 'B-LTA', archives: [VALID] }]);
    const again = await raised(once, 'B-LTA', { timestamps: [sealer.timestamps, other.timestamps] });
    expect(await parse(again)).toEqual([{ form: 'B-LTA', archives: [VALID, VALID, VALID] }]);
    expect(await checkSeals(again, DOCUMENT)).toEqual([true]);
    const third = await raised(again, 'B-LTA');
    expect(material.requests.at(-1)?.subjects.map(({ certificate }) => certificate.raw)).toContainEqual(
      other.world.tsa.certificate,
    );
    expect(await checkSeals(third, DOCUMENT)).toEqual([true]);
    expect([again, third].map((one) => parseSignedData(one).crls.length)).toEqual([1, 2]);
  });

  it('needs the content, or its digest by the algorithm of the imprint', async () => {
    const given = async (algorithm: 'SHA-256' | 'SHA-512') => [
      { source: { algorithm, digest: await digestBytes(algorithm, DOCUMENT) } },
    ];
    const sealed = await raised(atT, 'B-LTA', { contents: await given('SHA-256') });
    expect(await checkSeals(sealed, DOCUMENT)).toEqual([true]);
    for (const contents of [[], await given('SHA-512')])
      await expect(raise(atT, 'B-LTA', { contents })).rejects.toMatchObject({ code: 'SEAL_CONTENT_MISSING' });
  });

  it('asks no authority where it cannot be reached', async () => {
    const bare = await sealer.sealed(DOCUMENT);
    const asked = sealer.world.requests.length;
    await expect(raise(bare, 'B-LTA', { contents: [] })).rejects.toMatchObject({
      code: 'SEAL_CONTENT_MISSING',
    });
    const { timestamps } = sealer;
    const without = augment(bare, { format: cades(), adesLevel: 'B-LTA', timestamps, contents: CONTENTS });
    await expect(without).rejects.toMatchObject({ code: 'MATERIAL_SOURCE_MISSING' });
    expect(sealer.world.requests.length).toBe(asked);
  });

  it('needs a source of timestamps', async () => {
    const raising = augment(atT, { format: cades(), adesLevel: 'B-LTA', material, contents: CONTENTS });
    await expect(raising).rejects.toMatchObject({ code: 'TIMESTAMP_SOURCE_MISSING' });
  });
});

describe('several seals in one CMS', () => {
  it('are raised together, or those that are meant', async () => {
    const both = await other.sealed(DOCUMENT, { parallelTo: atT });
    expect((await parse(await raised(both, 'B-LTA'))).map(({ form }) => form)).toEqual(['B-LTA', 'B-LTA']);
    const { signatures } = await parseCades(both);
    const first = signatures.find(({ timestamps }) => timestamps.length > 0)?.id ?? '';
    const one = await raised(both, 'B-LTA', { only: [first] });
    expect((await parse(one)).map(({ form, archives }) => [form, archives.length]).sort()).toEqual([
      ['B-B', 0],
      ['B-LTA', 1],
    ]);
    await expect(raise(both, 'B-LTA', { only: ['S-0'] })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });
});

describe('what is broken', () => {
  const at = (part: Uint8Array | undefined): number => indexOfBytes(atT, part ?? new Uint8Array());
  const refused = async (broken: Uint8Array, contents = CONTENTS): Promise<void> => {
    for (const adesLevel of ['B-LT', 'B-LTA'] as const)
      await expect(raise(broken, adesLevel, { contents })).rejects.toMatchObject({ code: 'SEAL_BROKEN' });
  };

  it('is not raised: content, value, token', async () => {
    await refused(atT, [{ source: utf8('別の契約書') }]);
    const [signer] = parseSignedData(atT).signerInfos;
    const value = at(signer?.signature);
    await refused(flipBit(atT, value + 20));
    const token = signer?.unsignedAttributes[0]?.values[0];
    const tokenSigner = token && parseSignedData(token).signerInfos[0];
    await refused(flipBit(atT, at(tokenSigner?.signature) + 20));
  });

  it('is not raised: a timestamp of another seal', async () => {
    const [token] = parseSignedData(await sealer.sealed('別', {}, { adesLevel: 'B-T' })).signerInfos.flatMap(
      ({ unsignedAttributes }) => unsignedAttributes.map(({ raw }) => raw),
    );
    const received = parseSignedData(await sealer.sealed(DOCUMENT));
    const signerInfos = received.signerInfos.map((one) =>
      withUnsignedAttributes(one, token === undefined ? [] : [token]),
    );
    await refused(encode(spliceSignedData(received, { signerInfos })));
  });

  it('is not raised: an archive timestamp that names what is gone', async () => {
    const archived = parseSignedData(await raised(atT, 'B-LTA'));
    const { certificate } = sealer.world.root;
    const certificates = archived.certificates.filter((one) => !equalBytes(one, certificate));
    await refused(encode(spliceSignedData(archived, { certificates: setOfCertificates(certificates) })));
  });
});

function setOfCertificates(certificates: readonly Uint8Array[]): Uint8Array {
  return encode(element(0xa0, certificates));
}
