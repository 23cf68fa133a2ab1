import { encode } from '@eseal/core/asn1';
import { parseCertificate } from '@eseal/core/x509';
import { createGoodWorld, createMockSigner, type KeyKind } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { buildSignedData, estimateSignedDataSize } from './signed-data.ts';

const ATTRIBUTES = 233;

/** What the sizes of a CMS with a key of this kind depend on. */
async function fieldsOf(key: KeyKind) {
  const world = await createGoodWorld({ keyOf: { seal: key } });
  const certificates = [...world.chain, ...world.anchors].map(parseCertificate);
  const [certificate] = createMockSigner(world.seal).certificates;
  const [algorithm] = world.seal.key.algorithms;
  if (algorithm === undefined) throw new TypeError('a key without algorithm');
  return { algorithm, certificate, certificates, sign: world.seal.key.sign };
}

describe('the estimate of the size of a CMS', () => {
  it.each<KeyKind>(['rsa-2048', 'rsa-pss-2048', 'p256', 'p384', 'p521', 'ed25519'])(
    'is enough for every value of %s, and close',
    async (key) => {
      const { sign, ...fields } = await fieldsOf(key);
      const timestampSize = 3000;
      const estimate = estimateSignedDataSize({
        ...fields,
        signedAttributesSize: ATTRIBUTES,
        timestampSize,
      });
      const signedAttributes = Uint8Array.of(0x31, 0x81, ATTRIBUTES - 3, ...new Uint8Array(ATTRIBUTES - 3));
      for (let nonce = 0; nonce < 40; nonce++) {
        const signatureValue = await sign(Uint8Array.of(nonce), fields.algorithm);
        const timestampTokens = [new Uint8Array(timestampSize)];
        const { length } = encode(
          buildSignedData({ ...fields, signedAttributes, signatureValue, timestampTokens }),
        );
        expect(length).toBeLessThanOrEqual(estimate);
        expect(length).toBeGreaterThan(estimate - 32);
      }
    },
  );

  it('is smaller without a timestamp', async () => {
    const { sign: _, ...fields } = await fieldsOf('p256');
    const sizes = [0, 100].map((timestampSize) =>
      estimateSignedDataSize({ ...fields, signedAttributesSize: ATTRIBUTES, timestampSize }),
    );
    expect(sizes[1] as number).toBeGreaterThan((sizes[0] as number) + 100);
  });
});
