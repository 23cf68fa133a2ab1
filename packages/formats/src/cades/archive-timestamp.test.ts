import { equalBytes, utf8 } from '@eseal/core';
import { element, encode, OID, octetString, sequence } from '@eseal/core/asn1';
import { parseSignedData, spliceSignedData } from '@eseal/core/cms';
import { digestInput, type ParsedTimestamp } from '@eseal/core/container';
import { type DigestAlgorithm, digestBytes } from '@eseal/core/crypto';
import { parseTimestampToken } from '@eseal/core/timestamp';
import { flipBit } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseCades } from './parse.ts';
import {
  type Archiver,
  createArchiver,
  HASH_INDEX_V3,
  type IndexChanges,
  onlySigner,
  withAttribute,
} from './test-archive-timestamps.ts';
import { createTestSealer, type TestSealer } from './test-seals.ts';

const DOCUMENT = utf8('契約書');

let sealer: TestSealer;
let sealed: Uint8Array;
let withV2: Archiver['withV2'];
let withV3: Archiver['withV3'];
let tokenOver: Archiver['tokenOver'];
beforeAll(async () => {
  sealer = await createTestSealer();
  ({ tokenOver, withV2, withV3 } = createArchiver(sealer.timestamps, DOCUMENT));
  sealed = await sealer.sealed(DOCUMENT, {}, { adesLevel: 'B-T' });
});

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
    const source = { algorithm: 'SHA-256', digest: await digestBytes('SHA-256', DOCUMENT) } as const;
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
