import { type SealedDocument, utf8 } from '@eseal/core';
import { createTimestampClient, timestampDocument } from '@eseal/core/timestamp';
import { type AsicOptions, asic, stampAsic } from '@eseal/formats/asic';
import { stampDocument } from '@eseal/formats/pades';
import { flipBit, replaceBytes, smallPdf, type World } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { renameEntry, replaceStored } from '../test/archives.ts';
import { goodWorld, NOW } from '../test/judging.ts';
import { sealedBy } from '../test/sealed.ts';
import { toJson } from './report/to-json.ts';
import { type ValidateOptions, validate } from './validate.ts';

const DOCUMENT = utf8('御請求書 合計 110,000円');
const FORGED = utf8('御請求書 合計 910,000円');
const SECOND = utf8('納品書');

let world: World;
beforeAll(async () => {
  world = await goodWorld();
});

const judge = (document: Uint8Array, changes: Partial<ValidateOptions> = {}) =>
  validate(document, { trust: world.anchors, revocation: 'none', validationTime: NOW, ...changes });

const bytesOf = async (document: SealedDocument): Promise<Uint8Array> => document.toBytes();

const timestamps = () =>
  createTimestampClient({ url: world.urls.tsa, transport: world.transport, now: () => world.now });

const PASSED = { indication: 'TOTAL-PASSED' };
const failedBy = (subIndication: string) => ({ indication: 'TOTAL-FAILED', subIndication });
const undecidedBy = (subIndication: string) => ({ indication: 'INDETERMINATE', subIndication });

const KINDS = (['asic-s', 'asic-e'] as const).flatMap((type) =>
  (['cades', 'xades'] as const).map((container) => ({ type, container })),
);

const sealedIn = (kind: (typeof KINDS)[number], options: Partial<AsicOptions> = {}) =>
  sealedBy(world, DOCUMENT, asic({ ...kind, name: 'invoice.txt', ...options } as AsicOptions));

describe.each(KINDS)('a container of $type with $container', (kind) => {
  it('passes as it was sealed', async () => {
    const report = await judge(await sealedIn(kind));
    expect(report.conclusion).toEqual(PASSED);
    expect(report.document.format).toBe(kind.type);
    expect(report.seals).toMatchObject([{ adesLevel: 'B-B', scope: { coversWholeDocument: true } }]);
  });

  it('fails when a document in it was changed', async () => {
    const report = await judge(replaceStored(await sealedIn(kind), DOCUMENT, FORGED));
    expect(report.conclusion).toEqual(failedBy('HASH_FAILURE'));
  });

  it('fails as a file when a document in it has a wrong checksum', async () => {
    const report = await judge(replaceBytes(await sealedIn(kind), DOCUMENT, FORGED));
    expect(report.conclusion).toEqual(failedBy('FORMAT_FAILURE'));
    expect(report.findings.map(({ facts }) => facts.code)).toContain('ZIP_ENTRY_BROKEN');
  });

  it('Z5: does not pass when a document in it has another name', async () => {
    if (kind.type === 'asic-s' && kind.container === 'cades') return;
    const sealed = await sealedIn(kind);
    const local = renameEntry(sealed, utf8('invoice.txt'), utf8('INVOICE.txt'));
    const report = await judge(local);
    expect(report.conclusion).toEqual(failedBy('FORMAT_FAILURE'));
  });
});

describe('a container of several documents', () => {
  const contents = [{ name: 'delivery.txt', source: SECOND }];

  it.each(['cades', 'xades'] as const)('fails with %s when any of them was changed', async (container) => {
    const sealed = await sealedIn({ type: 'asic-e', container }, { contents });
    expect((await judge(sealed)).conclusion).toEqual(PASSED);
    const report = await judge(replaceStored(sealed, SECOND, flipBit(SECOND)));
    expect(report.conclusion).toEqual(failedBy('HASH_FAILURE'));
  });

  it('Z5: is undecided when the manifest names a file that is not there, though its signature holds', async () => {
    const sealed = await sealedIn({ type: 'asic-e', container: 'cades' }, { contents });
    // In the headers of the archive only: the manifest is compared with its seal.
    const renamed = renameEntry(sealed, utf8('delivery.txt'), utf8('delivery.tx_'));
    const manifestKept = replaceStored(renamed, utf8('URI="delivery.tx_"'), utf8('URI="delivery.txt"'));
    const report = await judge(manifestKept);
    expect(report.conclusion).toEqual(undecidedBy('SIGNED_DATA_NOT_FOUND'));
    expect(report.seals[0]?.cryptography).toMatchObject({ signatureIntact: true, referencesIntact: true });
    expect(report.seals[0]?.findings.map(({ id }) => id)).toContain('CONTAINER_DOCUMENTS_COVERED');
  });

  it('tells in JSON what is in it and what its manifests list', async () => {
    const sealed = await sealedIn({ type: 'asic-e', container: 'cades' }, { contents });
    const json = toJson(await judge(sealed, { name: 'a.asice' }));
    expect(json.document).toMatchObject({ format: 'asic-e' });
    expect(json.container).toMatchObject({
      mimetype: 'application/vnd.etsi.asic-e+zip',
      comment: null,
      manifests: [
        {
          name: 'META-INF/ASiCManifest.xml',
          sealedBy: ['META-INF/signature001.p7s'],
          uris: ['invoice.txt', 'delivery.txt'],
        },
      ],
    });
    expect(json.seals).toMatchObject([
      {
        file: 'META-INF/signature001.p7s',
        cryptography: {
          references: [
            { kind: 'message-digest', found: true, intact: true },
            { kind: 'manifest-entry', uri: 'invoice.txt', found: true, intact: true },
            { kind: 'manifest-entry', uri: 'delivery.txt', found: true, intact: true },
          ],
        },
      },
    ]);
  });
});

describe('documents with timestamps only', () => {
  const idsOf = ({ findings }: Awaited<ReturnType<typeof judge>>) => findings.map(({ id }) => id);

  it('have the verdict on the timestamp of a file beside them', async () => {
    const token = await bytesOf(await timestampDocument(DOCUMENT, timestamps()));
    const report = await judge(token, { contents: [{ source: DOCUMENT }] });
    expect(report.conclusion).toEqual(PASSED);
    expect(report.document.format).toBe('tst');
    expect(idsOf(report)).toContain('TIMESTAMPS_ONLY');
    const forged = await judge(token, { contents: [{ source: FORGED }] });
    expect(forged.conclusion).toEqual(failedBy('HASH_FAILURE'));
    expect((await judge(token)).conclusion).toEqual(undecidedBy('SIGNED_DATA_NOT_FOUND'));
    expect((await judge(token, { contents: [{ source: DOCUMENT }], trust: [] })).conclusion).toEqual(
      undecidedBy('NO_CERTIFICATE_CHAIN_FOUND'),
    );
  });

  it.each(['asic-s', 'asic-e'] as const)('have that on the timestamp of an %s container', async (type) => {
    const stamped = await bytesOf(
      await stampAsic([{ name: 'invoice.txt', source: DOCUMENT }], timestamps(), { type }),
    );
    const report = await judge(stamped);
    expect(report.conclusion).toEqual(PASSED);
    expect(report).toMatchObject({ seals: [], timestamps: [{ type: 'container', imprintIntact: true }] });
    const forged = await judge(replaceStored(stamped, DOCUMENT, FORGED));
    expect(forged.conclusion).toEqual(failedBy('HASH_FAILURE'));
    if (type === 'asic-s') return;
    const report2 = await judge(renameEntry(stamped, utf8('invoice.txt'), utf8('INVOICE.TXT')));
    expect(report2.conclusion).toEqual(failedBy('FORMAT_FAILURE'));
  });

  it('have that on the document timestamps of a PDF, as long as these cover it', async () => {
    const stamped = await bytesOf(await stampDocument(smallPdf(), timestamps()));
    const report = await judge(stamped);
    expect(report.conclusion).toEqual(PASSED);
    expect(report).toMatchObject({ seals: [], timestamps: [{ type: 'document' }] });
    const again = await bytesOf(await stampDocument(stamped, timestamps()));
    expect((await judge(again)).conclusion).toEqual(PASSED);
    const { length } = stamped;
    const appended = new Uint8Array(length + 1);
    appended.set(stamped);
    appended[length] = 0x0a;
    const later = await judge(appended);
    expect(later.conclusion).toEqual(undecidedBy('SIG_CONSTRAINTS_FAILURE'));
    expect(idsOf(later)).toContain('CHANGED_AFTER_TIMESTAMPS');
  });

  it('have none without a timestamp', async () => {
    const report = await judge(smallPdf());
    expect(report.conclusion).toEqual({ indication: 'INDETERMINATE', subIndication: null });
    expect(idsOf(report)).toContain('NO_SEAL_FOUND');
  });
});
