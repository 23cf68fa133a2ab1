import { equalBytes, utf8 } from '@eseal/core';
import { parseSignedData } from '@eseal/core/cms';
import { createMockSigner, flipBit, indexOfBytes, type KeyKind, testFormat } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { cades } from './cades.ts';
import { parseCades } from './parse.ts';
import { checkSeals, createTestSealer, type TestSealer } from './test-seals.ts';

const DOCUMENT = utf8('請求書 T1234567890123\n'.repeat(40));

let sealer: TestSealer;
beforeAll(async () => {
  sealer = await createTestSealer();
});

for (const packaging of ['detached', 'attached'] as const) {
  describe(packaging, () => {
    testFormat(
      {
        format: () => cades({ packaging }),
        signer: async () => createMockSigner(sealer.world.seal),
        document: async () => DOCUMENT,
        otherDocument: async () => utf8('見積書'),
        verify: async (sealed, document) => {
          const seals = await checkSeals(sealed, packaging === 'detached' ? document : undefined);
          return seals.length === 1 && seals[0] === true;
        },
      },
      { describe, expect, it },
    );
  });
}

describe('a CAdES seal', () => {
  it.each<KeyKind>(['rsa-2048', 'rsa-pss-2048', 'p256', 'p384', 'p521', 'ed25519'])(
    'is at B-B with a key of %s',
    async (key) => {
      const other = await createTestSealer({ keyOf: { seal: key } });
      const sealed = await other.sealed(DOCUMENT);
      expect(await checkSeals(sealed, DOCUMENT)).toEqual([true]);
      const [signature] = (await parseCades(sealed)).signatures;
      expect(signature).toMatchObject({ form: 'B-B', format: 'CAdES', findings: [] });
      expect(signature?.claimedTime?.getTime()).toBe(Math.floor(other.world.now.getTime() / 1000) * 1000);
    },
  );

  it('is at B-T with a timestamp over its value', async () => {
    const sealed = await sealer.sealed(DOCUMENT, {}, { adesLevel: 'B-T' });
    const [signature] = (await parseCades(sealed)).signatures;
    expect(signature?.form).toBe('B-T');
    expect(signature?.timestamps.map(({ type }) => type)).toEqual(['signature']);
    expect(await checkSeals(sealed, DOCUMENT)).toEqual([true]);
  });

  it('needs a source of timestamps to be assembled at B-T', async () => {
    const format = cades();
    const signer = createMockSigner(sealer.world.seal);
    const prepared = await format.prepare(DOCUMENT, {
      certificates: signer.certificates,
      algorithm: 'ecdsa-sha256',
      adesLevel: 'B-T',
      signingTime: sealer.world.now,
      timestampSize: 0,
    });
    await expect(format.assemble(prepared, new Uint8Array(70), { adesLevel: 'B-T' })).rejects.toMatchObject({
      code: 'TIMESTAMP_SOURCE_MISSING',
    });
  });

  it('does not hold for another document, or with a bit of it changed', async () => {
    const sealed = await sealer.sealed(DOCUMENT);
    expect(await checkSeals(sealed, flipBit(DOCUMENT))).toEqual([false]);
    const attached = await sealer.sealed(DOCUMENT, { packaging: 'attached' });
    const at = indexOfBytes(attached, DOCUMENT);
    expect(await checkSeals(flipBit(attached, at + 5))).toEqual([false]);
  });

  it('carries the certificates it is told to', async () => {
    const { certificates } = createMockSigner(sealer.world.seal, {
      certificates: [...sealer.world.chain, ...sealer.world.anchors],
    });
    const signer = createMockSigner(sealer.world.seal, { certificates: certificates.map(({ raw }) => raw) });
    const count = async (includeCertificates: 'all' | 'without-root' | 'seal') => {
      const sealed = await sealer.sealed(DOCUMENT, { includeCertificates }, { signer });
      expect(await checkSeals(sealed, DOCUMENT)).toEqual([true]);
      return parseSignedData(sealed).certificates.length;
    };
    expect([await count('all'), await count('without-root'), await count('seal')]).toEqual([3, 2, 1]);
  });

  it('says what media type it has', async () => {
    expect((await sealer.seal(DOCUMENT)).mediaType).toBe('application/pkcs7-signature');
    expect((await sealer.seal(DOCUMENT, { packaging: 'attached' })).mediaType).toBe('application/pkcs7-mime');
  });
});

describe('a large document', () => {
  const big = new Uint8Array(3_000_000).map((_, at) => at % 251);
  const chunked = (): ReadableStream<Uint8Array> => new Blob([big]).stream();

  it('is left where it is when its seal carries it', async () => {
    const blob = new Blob([big]);
    const sealed = await sealer.seal(blob, { packaging: 'attached' });
    expect(sealed.parts).toHaveLength(3);
    expect(sealed.parts[1]).toBe(blob);
    expect(await checkSeals(await sealed.toBytes())).toEqual([true]);
  });

  it('is sealed alike as bytes, Blob, stream and anything that reads by position', async () => {
    const format = cades();
    const signer = createMockSigner(sealer.world.seal);
    const source = { size: big.length, read: async (start: number, end: number) => big.slice(start, end) };
    const prepared = await Promise.all(
      [big, new Blob([big]), chunked(), source].map((document) =>
        format.prepare(document, {
          certificates: signer.certificates,
          algorithm: 'ecdsa-sha256',
          adesLevel: 'B-B',
          signingTime: sealer.world.now,
          timestampSize: 0,
        }),
      ),
    );
    const [first, ...others] = prepared.map(({ dataToBeSigned }) => dataToBeSigned);
    for (const other of others) expect(equalBytes(first ?? new Uint8Array(), other)).toBe(true);
  });

  it('is collected when it comes as a stream to be carried', async () => {
    const sealed = await sealer.sealed(chunked(), { packaging: 'attached' });
    expect(await checkSeals(sealed)).toEqual([true]);
    const [content] = parseSignedData(sealed).content ?? [];
    expect(equalBytes(content ?? new Uint8Array(), big)).toBe(true);
  });

  it('stops being digested when the caller gives up', async () => {
    const controller = new AbortController();
    controller.abort();
    const sealing = sealer.seal(new Blob([big]), {}, { signal: controller.signal });
    await expect(sealing).rejects.toMatchObject({ code: 'ABORTED' });
  });
});
