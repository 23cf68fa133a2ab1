import { augment, toHex, utf8 } from '@eseal/core';
import { encode, OID, octetString, sequence } from '@eseal/core/asn1';
import { parseSignedData, spliceSignedData, withSetElements } from '@eseal/core/cms';
import type { ParsedSignature, ParsedTimestamp } from '@eseal/core/container';
import { digestBytes, digestIdentifier } from '@eseal/core/crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { cades } from '../cades.ts';
import { parseCades } from '../parse.ts';
import { type Archiver, createArchiver, HASH_INDEX_V3, withAttribute } from '../test-archive-timestamps.ts';
import { createTestMaterialSource } from '../test-material.ts';
import { createTestSealer, type TestSealer } from '../test-seals.ts';
import { isCovered, keyOf, listedIn, summarizeCovers } from './test-covers.ts';

const DOCUMENT = utf8('契約書');
const CONTENTS = [{ source: DOCUMENT }];

let sealer: TestSealer;
let archiver: Archiver;
/** A certificate that stands in no seal. */
let stranger: Uint8Array;
let atB: Uint8Array;
let atT: Uint8Array;
beforeAll(async () => {
  sealer = await createTestSealer();
  archiver = createArchiver(sealer.timestamps, DOCUMENT);
  stranger = (await createTestSealer({ baseUrl: 'http://other.test' })).world.root.certificate;
  atB = await sealer.sealed(DOCUMENT);
  atT = await sealer.sealed(DOCUMENT, {}, { adesLevel: 'B-T' });
});

async function raise(sealed: Uint8Array, adesLevel: 'B-LT' | 'B-LTA'): Promise<Uint8Array> {
  const { timestamps, world } = sealer;
  const material = createTestMaterialSource(world);
  return (
    await augment(sealed, { format: cades(), adesLevel, timestamps, material, contents: CONTENTS })
  ).toBytes();
}

/** A CMS with one more certificate in its SignedData. */
function withCertificate(sealed: Uint8Array, certificate: Uint8Array): Uint8Array {
  const cms = parseSignedData(sealed);
  const certificates = withSetElements(cms.fields.certificates, 0xa0, [certificate]);
  return encode(spliceSignedData(cms, { certificates }));
}

async function parse(sealed: Uint8Array, contents = CONTENTS): Promise<readonly ParsedSignature[]> {
  return (await parseCades(sealed, { contents })).signatures;
}

async function first(sealed: Uint8Array, contents = CONTENTS): Promise<ParsedSignature> {
  const [signature] = await parse(sealed, contents);
  if (signature === undefined) throw new Error('there is no signature');
  return signature;
}

function ofType({ timestamps }: ParsedSignature, type: ParsedTimestamp['type'], at = 0): ParsedTimestamp {
  const found = timestamps.filter((one) => one.type === type)[at];
  if (found === undefined) throw new Error(`there is no ${type} timestamp`);
  return found;
}

const archiveOf = async (sealed: Uint8Array, at = 0) => ofType(await first(sealed), 'archive', at);

describe('a content timestamp', () => {
  it('covers no signature, and what it countersigns in a counter-signature', async () => {
    const pipeline = { contentTimestamps: [sealer.timestamps] };
    const seal = await first(await sealer.sealed(DOCUMENT, {}, pipeline));
    expect(ofType(seal, 'content').covers).toEqual([]);
    const attached = await sealer.sealed(DOCUMENT, { packaging: 'attached' });
    const { id } = await first(attached, []);
    const countersigned = await sealer.sealed(attached, { counterSignatureOf: id }, pipeline);
    const [parent, counterSignature] = await parse(countersigned, []);
    expect(counterSignature && ofType(counterSignature, 'content').covers).toEqual([
      { kind: 'signature', id: parent?.id },
    ]);
  });
});

describe('a signature timestamp', () => {
  it('covers the signature, and through its digest the content timestamps and the certificates that it names', async () => {
    const pipeline = { contentTimestamps: [sealer.timestamps], adesLevel: 'B-T' } as const;
    const seal = await first(await sealer.sealed(DOCUMENT, {}, pipeline));
    const timestamp = ofType(seal, 'signature');
    expect(summarizeCovers(timestamp)).toEqual([
      '1 certificate through SHA-256',
      '1 signature',
      '1 timestamp through SHA-256',
    ]);
    expect(isCovered(timestamp, seal.id)).toBe(true);
    expect(isCovered(timestamp, ofType(seal, 'content').id)).toBe(true);
    expect(isCovered(timestamp, sealer.world.chain[0])).toBe(true);
  });

  it('covers neither another certificate beside it nor itself', async () => {
    const seal = await first(withCertificate(atT, stranger));
    const timestamp = ofType(seal, 'signature');
    expect(seal.certificates.map((one) => toHex(one))).toContain(toHex(stranger));
    expect(isCovered(timestamp, stranger)).toBe(false);
    expect(isCovered(timestamp, timestamp.id)).toBe(false);
  });
});

describe('an archive timestamp of version 3', () => {
  it('covers through its index all material, in the encodings of the seal, and the timestamps before it', async () => {
    const container = await parseCades(await raise(atB, 'B-LTA'), { contents: CONTENTS });
    const [seal] = container.signatures;
    const timestamp = seal && ofType(seal, 'archive');
    if (seal === undefined || timestamp === undefined) throw new Error('there is no archive');
    const listed = listedIn(container);
    expect(timestamp.covers?.map(keyOf).every((key) => listed.has(key))).toBe(true);
    const all = [...seal.certificates, ...seal.crls, ...seal.ocspResponses];
    expect(all.every((encoding) => isCovered(timestamp, encoding))).toBe(true);
    expect(new Set(summarizeCovers(timestamp))).toEqual(
      new Set([
        `${seal.certificates.length + 1} certificate through SHA-256`,
        `${seal.crls.length} crl through SHA-256`,
        `${seal.ocspResponses.length} ocsp-response through SHA-256`,
        '1 signature',
        '1 timestamp through SHA-256',
      ]),
    );
    expect([seal.certificates, seal.crls, seal.ocspResponses].map((list) => list.length)).toEqual([3, 1, 2]);
    expect(isCovered(timestamp, ofType(seal, 'signature').id)).toBe(true);
  });

  it('covers nothing that was added after it, which the next one covers', async () => {
    const archived = await archiver.withV3(atT);
    const other = await archiver.tokenOver([utf8('other')]);
    const later = withCertificate(withAttribute(archived, OID.signatureTimestamp, other), stranger);
    const seal = await first(await archiver.withV3(later));
    const added = ofType(seal, 'signature', 1);
    const [before, after] = [ofType(seal, 'archive'), ofType(seal, 'archive', 1)];
    expect(added.token).toEqual(other);
    for (const what of [added.id, stranger, after.id, before.id]) expect(isCovered(before, what)).toBe(false);
    for (const what of [added.id, stranger, before.id]) expect(isCovered(after, what)).toBe(true);
    expect(isCovered(after, after.id)).toBe(false);
  });

  it('covers no certificate, and no attribute, that its index leaves out', async () => {
    const some = await archiver.withV3(atT, { certificates: [], unsignedAttributes: [] });
    expect(summarizeCovers(await archiveOf(some))).toEqual(['1 certificate through SHA-256', '1 signature']);
    const issuer = sealer.world.issuingCa.certificate;
    const one = await archiver.withV3(atT, { certificates: [issuer] });
    expect(isCovered(await archiveOf(one), issuer)).toBe(true);
    expect(isCovered(await archiveOf(some), issuer)).toBe(false);
  });

  it.each([
    ['0.4.0.1733.2.5', 'default'],
    ['0.4.0.19122.1.4', 'SHA-256'],
  ] as const)('covers whole attributes by the earlier index %s', async (type, algorithm) => {
    const raws = parseSignedData(atT).signerInfos.flatMap((one) =>
      one.unsignedAttributes.map(({ raw }) => raw),
    );
    const seal = await first(await archiver.withV3(atT, { algorithm, unsignedAttributes: raws }, type));
    expect(isCovered(ofType(seal, 'archive'), ofType(seal, 'signature').id)).toBe(true);
    const without = await archiver.withV3(atT, { algorithm, unsignedAttributes: [] }, type);
    expect(isCovered(await archiveOf(without), ofType(seal, 'signature').id)).toBe(false);
  });

  it('covers the signature alone by an index that cannot be read, and nothing without one or without the content', async () => {
    const index = [HASH_INDEX_V3, encode(octetString(DOCUMENT))] as const;
    const broken = await archiver.tokenOver([DOCUMENT], index);
    const covers = async (token: Uint8Array) =>
      summarizeCovers(await archiveOf(withAttribute(atT, OID.archiveTimestampV3, token)));
    expect(await covers(broken)).toEqual(['1 certificate through SHA-256', '1 signature']);
    expect(await covers(await archiver.tokenOver([DOCUMENT]))).toEqual([]);
    expect(ofType(await first(await archiver.withV3(atT), []), 'archive').covers).toEqual([]);
  });

  it('covers a counter-signature with its timestamps, and none that was added later', async () => {
    const attached = await sealer.sealed(DOCUMENT, { packaging: 'attached' }, { adesLevel: 'B-T' });
    const countersign = async (sealed: Uint8Array) => {
      const { id } = await first(sealed, []);
      return sealer.sealed(sealed, { counterSignatureOf: id }, { adesLevel: 'B-T' });
    };
    const archived = await raise(await countersign(attached), 'B-LTA');
    const [seal, earlier, later] = await parse(await countersign(archived), []);
    if (seal === undefined || earlier === undefined || later === undefined)
      throw new Error('a signature is missing');
    const archive = ofType(seal, 'archive');
    expect([earlier, later].map(({ counterSignatureOf }) => counterSignatureOf)).toEqual([seal.id, seal.id]);
    expect(isCovered(archive, earlier.id)).toBe(true);
    expect(isCovered(archive, ofType(earlier, 'signature').id)).toBe(true);
    expect(isCovered(archive, later.id)).toBe(false);
    expect(isCovered(archive, ofType(later, 'signature').id)).toBe(false);
  });
});

describe('an archive timestamp of version 2', () => {
  it('covers everything that stood there before it, directly', async () => {
    const seal = await first(await archiver.withV2(atT));
    expect(summarizeCovers(ofType(seal, 'archive'))).toEqual([
      '1 certificate through SHA-256',
      '1 signature',
      '1 timestamp',
      `${seal.certificates.length} certificate`,
    ]);
  });

  it('covers neither itself nor what is younger', async () => {
    const seal = await first(await archiver.withV2(await archiver.withV2(atT)));
    const archives = [ofType(seal, 'archive'), ofType(seal, 'archive', 1)];
    for (const one of archives) expect(isCovered(one, one.id)).toBe(false);
    const sameTime = archives.map((one, at) => isCovered(one, archives[1 - at]?.id ?? ''));
    expect(sameTime).toEqual([false, false]);
  });

  it('covers nothing without the content', async () => {
    expect(ofType(await first(await archiver.withV2(atT), []), 'archive').covers).toEqual([]);
  });
});

describe('timestamps over references to material', () => {
  /** complete-certificate-references (RFC 5126 §6.2.1) to these certificates. */
  async function withReferences(to: readonly Uint8Array[]): Promise<Uint8Array> {
    const ids = to.map(async (one) =>
      sequence([sequence([digestIdentifier('SHA-512'), octetString(await digestBytes('SHA-512', one))])]),
    );
    return withAttribute(atT, OID.certificateRefs, encode(sequence(await Promise.all(ids))));
  }

  it('cover the certificates that these name, through their digests', async () => {
    const issuer = sealer.world.issuingCa.certificate;
    const referring = await withReferences([issuer, stranger]);
    const refsOnly = withAttribute(referring, OID.certCrlTimestamp, await archiver.tokenOver([DOCUMENT]));
    const stamped = withAttribute(refsOnly, OID.escTimestamp, await archiver.tokenOver([DOCUMENT]));
    const seal = await first(stamped);
    const references = ofType(seal, 'refs-only');
    expect(summarizeCovers(references)).toEqual(['1 certificate through SHA-512']);
    expect(isCovered(references, issuer)).toBe(true);
    const data = ofType(seal, 'validation-data');
    expect(summarizeCovers(data)).toEqual([
      '1 certificate through SHA-256',
      '1 certificate through SHA-512',
      '1 signature',
      '1 timestamp',
    ]);
    expect(isCovered(data, references.id)).toBe(false);
  });

  it('cover the certificates under the index of an archive timestamp, through both digests', async () => {
    const issuer = sealer.world.issuingCa.certificate;
    const archived = await archiver.withV3(await withReferences([issuer]), { certificates: [] });
    expect(summarizeCovers(await archiveOf(archived))).toContain('1 certificate through SHA-256, SHA-512');
  });
});
