import { concatBytes, equalBytes, utf8 } from '@eseal/core';
import {
  type DerPart,
  element,
  encode,
  OID,
  objectIdentifier,
  octetString,
  sequence,
} from '@eseal/core/asn1';
import {
  attribute,
  parseSignedData,
  type SignedData,
  type SignerInfo,
  spliceSignedData,
  withUnsignedAttributes,
} from '@eseal/core/cms';
import { digestInput, type ParsedTimestamp } from '@eseal/core/container';
import { type DigestAlgorithm, digestBytes, digestIdentifier } from '@eseal/core/crypto';
import { parseTimestampToken } from '@eseal/core/timestamp';
import { flipBit } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseCades } from './parse.ts';
import { createTestSealer, type TestSealer } from './test-seals.ts';

const DOCUMENT = utf8('契約書');
const HASH_INDEX_V3 = '0.4.0.19122.1.5';

let sealer: TestSealer;
let sealed: Uint8Array;
beforeAll(async () => {
  sealer = await createTestSealer();
  sealed = await sealer.sealed(DOCUMENT, {}, { adesLevel: 'B-T' });
});

/** Everything below is written from the text of the standards, not with what it tests. */
const digest = async (data: Uint8Array): Promise<Uint8Array> => digestBytes('SHA-256', data);

function onlySigner({ signerInfos }: SignedData): SignerInfo {
  const [signer] = signerInfos;
  if (signer === undefined) throw new Error('there is no signer');
  return signer;
}

const certificatesOf = ({ certificates }: SignedData): readonly Uint8Array[] => certificates;

/** Type and value of each unsigned attribute. */
const attributesOf = ({ unsignedAttributes }: SignerInfo): readonly Uint8Array[] =>
  unsignedAttributes.flatMap(({ type, values }) =>
    values.map((value) => concatBytes([encode(objectIdentifier(type)), value])),
  );

interface IndexChanges {
  readonly algorithm?: DigestAlgorithm | 'default';
  readonly certificates?: readonly Uint8Array[];
  readonly crls?: readonly Uint8Array[];
  readonly unsignedAttributes?: readonly Uint8Array[];
}

/** ATSHashIndexV3 (EN 319 122-1 §5.5.2). */
async function hashIndex(cms: SignedData, changes: IndexChanges = {}): Promise<Uint8Array> {
  const list = async (objects: readonly Uint8Array[]): Promise<DerPart> =>
    sequence((await Promise.all(objects.map(digest))).map((one) => octetString(one)));
  const { algorithm = 'SHA-256' } = changes;
  return encode(
    sequence([
      ...(algorithm === 'default' ? [] : [digestIdentifier(algorithm)]),
      await list(changes.certificates ?? certificatesOf(cms)),
      await list(changes.crls ?? []),
      await list(changes.unsignedAttributes ?? attributesOf(onlySigner(cms))),
    ]),
  );
}

/** A token over these bytes, with an unsigned attribute beside its signature. */
async function tokenOver(covered: readonly Uint8Array[], index?: readonly [string, Uint8Array]) {
  const token = await sealer.timestamps.stamp(await digest(concatBytes(covered)));
  if (index === undefined) return token;
  const cms = parseSignedData(token);
  const [type, value] = index;
  const signer = withUnsignedAttributes(onlySigner(cms), [attribute(type, [value])]);
  return encode(spliceSignedData(cms, { signerInfos: [signer] }));
}

function withAttribute(cms: Uint8Array, type: string, value: Uint8Array): Uint8Array {
  const received = parseSignedData(cms);
  const signer = withUnsignedAttributes(onlySigner(received), [attribute(type, [value])]);
  return encode(spliceSignedData(received, { signerInfos: [signer] }));
}

/** archive-time-stamp-v3 (EN 319 122-1 §5.5.3). */
async function withV3(before: Uint8Array, changes: IndexChanges = {}, type = HASH_INDEX_V3) {
  const cms = parseSignedData(before);
  const index = await hashIndex(cms, changes);
  const covered = [
    encode(objectIdentifier(OID.data)),
    await digest(DOCUMENT),
    ...onlySigner(cms).signedFields,
    index,
  ];
  return withAttribute(before, OID.archiveTimestampV3, await tokenOver(covered, [type, index]));
}

/** archive-time-stamp of version 2 (RFC 5126 §6.4.1), with or without the frame around the unsigned attributes. */
async function withV2(before: Uint8Array, framed = false): Promise<Uint8Array> {
  const cms = parseSignedData(before);
  const signer = onlySigner(cms);
  const attributes = signer.unsignedAttributes.map(({ raw }) => raw);
  const covered = [
    cms.fields.encapContentInfo,
    DOCUMENT,
    cms.fields.certificates ?? new Uint8Array(),
    ...signer.signedFields,
    ...(framed ? [encode(element(0xa1, attributes))] : attributes),
  ];
  return withAttribute(before, OID.archiveTimestampV2, await tokenOver(covered));
}

/** What was read of the archive timestamps, and whether their imprints agree. */
async function archives(cms: Uint8Array, document: Uint8Array | null = DOCUMENT) {
  const contents = document === null ? [] : [{ source: document }];
  const { signatures } = await parseCades(cms, { contents });
  const found = signatures.flatMap(({ timestamps }) => timestamps.filter(({ type }) => type === 'archive'));
  return Promise.all(
    found.map(async ({ archive, ...timestamp }) => ({ ...archive, imprint: await imprintOf(timestamp) })),
  );
}

async function imprintOf({ token, input }: Omit<ParsedTimestamp, 'archive'>) {
  if (input === undefined) return 'missing';
  const { imprint } = parseTimestampToken(token).tstInfo;
  const actual = await digestInput('SHA-256', input);
  return actual !== undefined && equalBytes(actual, imprint) ? 'intact' : 'broken';
}

const VALID = { name: 'ats-hash-index-v3', valid: true, problems: [] };

describe('an archive timestamp of version 3', () => {
  it('covers the content, the SignerInfo and what its index names', async () => {
    const archived = await withV3(sealed);
    expect(await archives(archived)).toEqual([{ version: 'v3', hashIndex: VALID, imprint: 'intact' }]);
    expect(await archives(archived, utf8('別の契約書'))).toMatchObject([{ imprint: 'broken' }]);
    expect(await archives(await withV3(archived))).toMatchObject([
      { hashIndex: VALID, imprint: 'intact' },
      { hashIndex: VALID, imprint: 'intact' },
    ]);
  });

  it('needs the content, or its digest by the algorithm of the imprint', async () => {
    const archived = await withV3(sealed);
    expect(await archives(archived, null)).toMatchObject([{ imprint: 'missing' }]);
    const byDigest = async (algorithm: DigestAlgorithm) => {
      const source = { algorithm, digest: await digestBytes(algorithm, DOCUMENT) };
      const [signature] = (await parseCades(archived, { contents: [{ source }] })).signatures;
      const archive = signature?.timestamps.find(({ type }) => type === 'archive');
      return archive && imprintOf(archive);
    };
    expect(await byDigest('SHA-256')).toBe('intact');
    expect(await byDigest('SHA-384')).toBe('missing');
  });

  it('says what of its index is not there', async () => {
    const other = [utf8('not here')];
    const missing = async (changes: IndexChanges) => (await archives(await withV3(sealed, changes)))[0];
    for (const [changes, problem] of [
      [{ certificates: other }, /certificates/],
      [{ crls: other }, /revocation data/],
      [{ unsignedAttributes: other }, /unsigned attributes/],
    ] as const) {
      const found = await missing(changes);
      expect(found).toMatchObject({ imprint: 'intact', hashIndex: { valid: false } });
      expect(found?.hashIndex?.problems).toEqual([expect.stringMatching(problem)]);
    }
  });

  it('needs not name everything, and loses nothing by what is added later', async () => {
    const some = await withV3(sealed, { certificates: [], unsignedAttributes: [] });
    expect(await archives(some)).toMatchObject([{ hashIndex: VALID, imprint: 'intact' }]);
    const later = withAttribute(some, OID.signatureTimestamp, await tokenOver([utf8('other')]));
    expect(await archives(later)).toMatchObject([{ hashIndex: VALID, imprint: 'intact' }]);
  });

  it('digests whole attributes in the earlier versions of the index, the first with a default algorithm', async () => {
    const unsignedAttributes = onlySigner(parseSignedData(sealed)).unsignedAttributes.map(({ raw }) => raw);
    for (const [type, name, algorithm] of [
      ['0.4.0.1733.2.5', 'ats-hash-index', 'default'],
      ['0.4.0.19122.1.4', 'ats-hash-index-v2', 'SHA-256'],
    ] as const) {
      const archived = await withV3(sealed, { algorithm, unsignedAttributes }, type);
      expect(await archives(archived)).toMatchObject([{ hashIndex: { ...VALID, name }, imprint: 'intact' }]);
    }
  });

  it('stands beside one with an index of an earlier version, each with its own way of digesting', async () => {
    const unsignedAttributes = onlySigner(parseSignedData(sealed)).unsignedAttributes.map(({ raw }) => raw);
    const first = await withV3(sealed, { unsignedAttributes }, '0.4.0.19122.1.4');
    expect(await archives(await withV3(first))).toMatchObject([
      { hashIndex: { ...VALID, name: 'ats-hash-index-v2' }, imprint: 'intact' },
      { hashIndex: VALID, imprint: 'intact' },
    ]);
  });

  it('covers nothing that can be told without an index, or with one that cannot be read', async () => {
    const without = withAttribute(sealed, OID.archiveTimestampV3, await tokenOver([DOCUMENT]));
    expect(await archives(without)).toEqual([{ version: 'v3', hashIndex: undefined, imprint: 'missing' }]);
    const broken = withAttribute(
      sealed,
      OID.archiveTimestampV3,
      await tokenOver([DOCUMENT], [HASH_INDEX_V3, encode(octetString(DOCUMENT))]),
    );
    expect(await archives(broken)).toMatchObject([{ hashIndex: { valid: false }, imprint: 'broken' }]);
  });

  it('is broken by any change of what it covers', async () => {
    const cms = parseSignedData(await withV3(sealed));
    const signer = onlySigner(cms);
    const value = signer.signedFields.at(-1) ?? new Uint8Array();
    const changed = flipBit(value, value.length - 1);
    const fields = [...signer.signedFields.slice(0, -1), changed];
    const unsigned = element(
      0xa1,
      signer.unsignedAttributes.map(({ raw }) => raw),
    );
    const forged = encode(spliceSignedData(cms, { signerInfos: [sequence([...fields, unsigned])] }));
    expect(await archives(forged)).toMatchObject([{ imprint: 'broken' }]);
  });
});

describe('an archive timestamp of version 2', () => {
  it('covers the content, the SignedData and the SignerInfo with what stood there before', async () => {
    for (const framed of [false, true]) {
      const archived = await withV2(sealed, framed);
      expect(await archives(archived)).toEqual([{ version: 'v2', hashIndex: undefined, imprint: 'intact' }]);
      expect(await archives(archived, utf8('別の契約書'))).toMatchObject([{ imprint: 'broken' }]);
    }
  });

  it('is broken by an unsigned attribute that was added', async () => {
    const archived = await withV2(sealed);
    const later = withAttribute(archived, OID.signatureTimestamp, await tokenOver([utf8('other')]));
    expect(await archives(later)).toMatchObject([{ imprint: 'broken' }]);
  });

  it('needs the content itself', async () => {
    const archived = await withV2(sealed);
    expect(await archives(archived, null)).toMatchObject([{ imprint: 'missing' }]);
    const source = { algorithm: 'SHA-256', digest: await digest(DOCUMENT) } as const;
    const [signature] = (await parseCades(archived, { contents: [{ source }] })).signatures;
    expect(signature?.timestamps.find(({ type }) => type === 'archive')?.input).toBeUndefined();
  });
});

describe('an archive timestamp of the first version', () => {
  it('is said not to be checked', async () => {
    const archived = withAttribute(sealed, '1.2.840.113549.1.9.16.2.27', await tokenOver([DOCUMENT]));
    expect(await archives(archived)).toEqual([{ version: 'v1', hashIndex: undefined, imprint: 'missing' }]);
    const [signature] = (await parseCades(archived)).signatures;
    expect(signature?.findings.map(({ id }) => id)).toContain('ARCHIVE_TIMESTAMP_NOT_CHECKED');
  });
});
