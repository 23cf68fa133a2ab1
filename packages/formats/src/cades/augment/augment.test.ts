import { augment, utf8 } from '@eseal/core';
import { encode } from '@eseal/core/asn1';
import { parseSignedData, spliceSignedData } from '@eseal/core/cms';
import { truncate } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { cades } from '../cades.ts';
import { checkSeals, createTestSealer, type TestSealer } from '../test-seals.ts';

const DOCUMENT = utf8('領収書');

let sealer: TestSealer;
beforeAll(async () => {
  sealer = await createTestSealer();
});

const toT = async (sealed: Uint8Array): Promise<Uint8Array> => {
  const { timestamps } = sealer;
  return (await augment(sealed, { format: cades(), adesLevel: 'B-T', timestamps })).toBytes();
};

describe('raising a CAdES seal to B-T', () => {
  it('adds a timestamp over its value and keeps every byte of it', async () => {
    const before = await sealer.sealed(DOCUMENT);
    const after = await toT(before);
    expect(await checkSeals(after, DOCUMENT)).toEqual([true]);
    const [received, raised] = [parseSignedData(before), parseSignedData(after)];
    expect(raised.fields).toEqual(received.fields);
    expect(raised.signerInfos[0]?.signedFields).toEqual(received.signerInfos[0]?.signedFields);
    expect(raised.signerInfos[0]?.unsignedAttributes).toHaveLength(1);
  });

  it('gives each of several seals one, where it is missing', async () => {
    const first = await sealer.sealed(DOCUMENT, { packaging: 'attached' }, { adesLevel: 'B-T' });
    const both = await sealer.sealed(first, { parallelTo: 'document', mimeType: 'text/plain' });
    const asked = sealer.world.requests.length;
    const raised = await toT(both);
    expect(sealer.world.requests.length).toBe(asked + 1);
    expect(await checkSeals(raised)).toEqual([true, true]);
    expect(parseSignedData(raised).signerInfos.map((one) => one.unsignedAttributes.length)).toEqual([1, 1]);
  });

  it('returns what has the level already as it is', async () => {
    const before = await sealer.sealed(DOCUMENT, {}, { adesLevel: 'B-T' });
    expect(await toT(before)).toEqual(before);
    const atB = await sealer.sealed(DOCUMENT);
    expect(await (await augment(atB, { format: cades(), adesLevel: 'B-B' })).toBytes()).toEqual(atB);
  });

  it('is refused without timestamps', async () => {
    const raising = augment(await sealer.sealed(DOCUMENT), { format: cades(), adesLevel: 'B-T' });
    await expect(raising).rejects.toMatchObject({ code: 'TIMESTAMP_SOURCE_MISSING' });
  });

  it('is refused for files without a seal', async () => {
    const sealed = await sealer.sealed(DOCUMENT);
    await expect(toT(truncate(sealed))).rejects.toMatchObject({ code: 'CMS_UNREADABLE' });
    const empty = encode(spliceSignedData(parseSignedData(sealed), { signerInfos: [] }));
    await expect(toT(empty)).rejects.toMatchObject({ code: 'CMS_NOT_SEALED' });
    const token = await sealer.timestamps.stamp(new Uint8Array(32));
    await expect(toT(token)).rejects.toMatchObject({ code: 'CMS_NOT_SEALED' });
  });

  it('passes on what the authority refuses', async () => {
    const other = await createTestSealer({
      faults: { tsa: { kind: 'rejection', failure: 'timeNotAvailable' } },
    });
    const sealed = await other.sealed(DOCUMENT);
    const { timestamps } = other;
    const raising = augment(sealed, { format: cades(), adesLevel: 'B-T', timestamps });
    await expect(raising).rejects.toMatchObject({ code: 'TIMESTAMP_REFUSED' });
  });
});
