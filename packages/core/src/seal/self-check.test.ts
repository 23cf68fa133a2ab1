import { describe, expect, it } from 'vitest';
import { certificateWith } from '../../test/certificate-with.ts';
import { keyOf, SIGNATURES, SIGNED_DATA } from '../../test/signatures.ts';
import { PublicKey } from '../crypto/public-key.ts';
import { assertSignatureValue } from './self-check.ts';

describe('the check of a value before it is embedded', () => {
  const usual = SIGNATURES.filter(({ saltLength }) => saltLength === undefined);

  it.each(usual)(
    'lets $algorithm by $key pass, and no altered value, data or key',
    async ({ algorithm, key, value }) => {
      const certificate = { ...certificateWith({}), publicKey: new PublicKey(keyOf(key)) };
      const request = { algorithm, dataToBeSigned: SIGNED_DATA };
      await assertSignatureValue(certificate, request, value);
      const invalid = { code: 'SIGNATURE_VALUE_INVALID' };
      const flipped = value.map((byte, at) => (at === value.length >> 1 ? byte ^ 1 : byte));
      await expect(assertSignatureValue(certificate, request, flipped)).rejects.toMatchObject(invalid);
      const other = { algorithm, dataToBeSigned: SIGNED_DATA.subarray(1) };
      await expect(assertSignatureValue(certificate, other, value)).rejects.toMatchObject(invalid);
      await expect(assertSignatureValue(certificateWith({}), request, value)).rejects.toMatchObject(invalid);
    },
  );

  it('demands of PSS the salt that the container says, as long as the digest', async () => {
    const others = SIGNATURES.filter(({ saltLength }) => saltLength !== undefined);
    expect(others.length).toBeGreaterThan(0);
    for (const { algorithm, key, value } of others) {
      const certificate = { ...certificateWith({}), publicKey: new PublicKey(keyOf(key)) };
      const checked = assertSignatureValue(certificate, { algorithm, dataToBeSigned: SIGNED_DATA }, value);
      await expect(checked).rejects.toMatchObject({ code: 'SIGNATURE_VALUE_INVALID' });
    }
  });
});
