import { fromBase64, toBase64 } from '@eseal/core';
import { PublicKey, type SignatureAlgorithm } from '@eseal/core/crypto';
import { generateKey, type KeyKind } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { signAlgorithms } from './sign-algorithms.ts';

const RSA = '1.2.840.113549.1.1';
const ECDSA = '1.2.840.10045.4.3';

async function algorithmsFor(
  kind: KeyKind,
  listed: readonly string[],
  wanted?: readonly SignatureAlgorithm[],
) {
  const key = { isEnabled: true, algorithms: listed, length: undefined, curve: undefined };
  return signAlgorithms({ key }, new PublicKey((await generateKey(kind)).publicKey), wanted);
}

/** Algorithm and OID, in order. */
const names = async (kind: KeyKind, ...listed: readonly string[]) =>
  (await algorithmsFor(kind, listed)).map(({ algorithm, signAlgo }) => `${algorithm} ${signAlgo}`);

describe('signAlgorithms', () => {
  it('asks by the identifier that names the digest where there is one, else by that of the key', async () => {
    expect(await names('p256', `${ECDSA}.2`, '1.2.840.10045.2.1')).toEqual([
      `ecdsa-sha256 ${ECDSA}.2`,
      'ecdsa-sha384 1.2.840.10045.2.1',
      'ecdsa-sha512 1.2.840.10045.2.1',
    ]);
  });

  it('puts digests that are not shorter than the curve first', async () => {
    expect(await names('p384', `${ECDSA}.2`, `${ECDSA}.3`)).toEqual([
      `ecdsa-sha384 ${ECDSA}.3`,
      `ecdsa-sha256 ${ECDSA}.2`,
    ]);
    expect((await names('p521', '1.2.840.10045.2.1'))[0]).toBe('ecdsa-sha512 1.2.840.10045.2.1');
  });

  it('asks for ECDSA by its plain name where a service has no other', async () => {
    expect(await names('p256', '0.4.0.127.0.7.1.1.4.1.3')).toEqual(['ecdsa-sha256 0.4.0.127.0.7.1.1.4.1.3']);
  });

  it('takes SHA-3 only where it is named', async () => {
    const sha3 = '2.16.840.1.101.3.4.3.10';
    expect(await names('p256', sha3)).toEqual([`ecdsa-sha3-256 ${sha3}`]);
  });

  it('never asks for SHA-1 nor by an identifier that is not listed', async () => {
    const listed = [`${RSA}.5`, `${RSA}.11`];
    expect(await names('rsa-2048', ...listed)).toEqual([`rsa-sha256 ${RSA}.11`]);
    await expect(names('rsa-2048', `${RSA}.5`)).rejects.toMatchObject({ code: 'UNSUPPORTED_ALGORITHM' });
    await expect(names('rsa-2048', `${ECDSA}.2`)).rejects.toMatchObject({ code: 'UNSUPPORTED_ALGORITHM' });
    await expect(names('p256')).rejects.toMatchObject({ code: 'UNSUPPORTED_ALGORITHM' });
  });

  // RFC 4055 §3.1: MGF1 with the same hash, salt as long as the digest.
  it.each([
    ['rsa-pss-sha256', 'MDSgDzANBglghkgBZQMEAgEFAKEcMBoGCSqGSIb3DQEBCDANBglghkgBZQMEAgEFAKIDAgEg'],
    ['rsa-pss-sha384', 'MDSgDzANBglghkgBZQMEAgIFAKEcMBoGCSqGSIb3DQEBCDANBglghkgBZQMEAgIFAKIDAgEw'],
    ['rsa-pss-sha512', 'MDSgDzANBglghkgBZQMEAgMFAKEcMBoGCSqGSIb3DQEBCDANBglghkgBZQMEAgMFAKIDAgFA'],
  ] as const)('states the parameters of %s', async (algorithm, parameters) => {
    const [found] = await algorithmsFor('rsa-2048', [`${RSA}.1`, `${RSA}.10`], [algorithm]);
    expect(found?.signAlgo).toBe(`${RSA}.10`);
    expect(toBase64(found?.signAlgoParams ?? new Uint8Array())).toBe(parameters);
    expect(fromBase64(parameters)).toHaveLength(54);
  });

  it('offers what is wanted in the order wanted, and refuses what there is not', async () => {
    const wanted = ['rsa-sha512', 'rsa-sha256'] as const;
    const found = await algorithmsFor('rsa-2048', [`${RSA}.1`], wanted);
    expect(found.map(({ algorithm }) => algorithm)).toEqual(wanted);
    await expect(algorithmsFor('rsa-2048', [`${RSA}.11`], wanted)).rejects.toMatchObject({
      code: 'UNSUPPORTED_ALGORITHM',
      message: expect.stringContaining('rsa-sha512'),
    });
  });

  it('refuses EdDSA, for a digest cannot be signed with it', async () => {
    await expect(algorithmsFor('ed25519', ['1.3.101.112'])).rejects.toMatchObject({
      code: 'UNSUPPORTED_ALGORITHM',
      message: expect.stringContaining('EdDSA'),
    });
  });
});
