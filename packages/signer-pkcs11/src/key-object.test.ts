/** Keys as tokens tell them, and as they should. */
import { createGoodWorld } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { CKA, CKK, CKM, CKO } from './cryptoki.ts';
import { readKeyObject } from './key-object.ts';
import { createFakeBinding, type FakeObject, fakeKey } from './test-fake-binding.ts';

const p256 = (await createGoodWorld({ key: 'p256' })).seal;
const ed25519 = (await createGoodWorld({ key: 'ed25519' })).seal;
const pointOf = (publicKey: Uint8Array, length: number) => Buffer.from(publicKey.subarray(-length));
const wrapped = (point: Buffer) => Buffer.concat([Buffer.of(4, point.length), point]);

type Attributes = readonly (readonly [number, number | boolean | Buffer])[];

/** Reads the first of some objects on a token. */
function read(...objects: readonly FakeObject[]) {
  const binding = createFakeBinding({ objects });
  binding.C_Initialize();
  const session = binding.C_OpenSession();
  binding.C_Login(session, 1, 'fake-pin');
  binding.C_FindObjectsInit(session, [{ type: CKA.CLASS, value: CKO.PRIVATE_KEY }]);
  const [handle = Buffer.alloc(8)] = binding.C_FindObjects(session, 1);
  return readKeyObject({ binding, session }, handle);
}

const edwards = (parameters: string, more: Attributes = []): FakeObject => ({
  attributes: new Map<number, number | boolean | Buffer>([
    [CKA.CLASS, CKO.PRIVATE_KEY],
    [CKA.KEY_TYPE, CKK.EC_EDWARDS],
    [CKA.EC_PARAMS, Buffer.from(parameters, 'hex')],
    ...more,
  ]),
});

const publicHalf = (attributes: Attributes): FakeObject => ({
  attributes: new Map([[CKA.CLASS, CKO.PUBLIC_KEY], [CKA.ID, Buffer.of(1)], ...attributes]),
});

describe('the public half of a key', () => {
  const point = pointOf(p256.key.publicKey, 65);

  it.each([
    ['in an OCTET STRING, as the standard has it', wrapped(point)],
    ['bare, as some tokens have it', point],
  ])('is read from the point beside the private half, %s', (_, value) => {
    const key = read(fakeKey(p256.pkcs8), publicHalf([[CKA.EC_POINT, value]]));
    expect(key.publicKey).toEqual(p256.key.publicKey);
    expect(key.curve?.name).toBe('P-256');
  });

  it('is read whole where the token has it so', () => {
    const key = read(fakeKey(p256.pkcs8, [[CKA.PUBLIC_KEY_INFO, Buffer.from(p256.key.publicKey)]]));
    expect(key.publicKey).toEqual(p256.key.publicKey);
  });

  it.each([
    ['there is none', []],
    ['the point is cut off', [publicHalf([[CKA.EC_POINT, point.subarray(0, 40)]])]],
    [
      'the point is of another length',
      [publicHalf([[CKA.EC_POINT, wrapped(Buffer.concat([point, point]))]])],
    ],
    [
      'two differ in what they say',
      [publicHalf([[CKA.EC_POINT, point]]), publicHalf([[CKA.EC_POINT, wrapped(point)]])],
    ],
  ] as const)('is not known where %s', (_, beside) => {
    expect(read(fakeKey(p256.pkcs8), ...beside).publicKey).toBeUndefined();
  });

  it.each([
    ['by the identifier of RFC 8410', '06032b6570'],
    ['by the identifier before it', '06092b06010401da470f01'],
    ['by its name', '130c656477617264733235353139'],
  ])('of Ed25519 is told with the curve %s', (_, parameters) => {
    const point = wrapped(pointOf(ed25519.key.publicKey, 32));
    const key = read(edwards(parameters, [[CKA.EC_POINT, point]]));
    expect([key.type, key.publicKey]).toEqual(['ed25519', ed25519.key.publicKey]);
  });
});

describe('the mechanisms that a key allows', () => {
  it.each([
    ['4 bytes', '03000000', '4410000045100000'],
    ['8 bytes', '0300000000000000', '44100000000000004510000000000000'],
  ])('are read where a number has %s', (_, keyType, mechanisms) => {
    const key = fakeKey(p256.pkcs8, [
      [CKA.KEY_TYPE, Buffer.from(keyType, 'hex')],
      [CKA.ALLOWED_MECHANISMS, Buffer.from(mechanisms, 'hex')],
    ]);
    expect(read(key).allowedMechanisms).toEqual([CKM.ECDSA_SHA256, CKM.ECDSA_SHA384]);
  });
});

describe('a key that seals are not made with', () => {
  it.each([
    ['of another kind', [[CKA.KEY_TYPE, 1]]],
    ['on another curve', [[CKA.EC_PARAMS, Buffer.from('06052b8104000a', 'hex')]]],
    ['on a curve that only it describes', [[CKA.EC_PARAMS, Buffer.from('3003020101', 'hex')]]],
    ['that may not sign', [[CKA.SIGN, false]]],
  ] as const)('is refused: one %s', (_, more) => {
    expect(() => read(fakeKey(p256.pkcs8, more))).toThrow(
      expect.objectContaining({ code: 'SIGNER_KEY_UNUSABLE' }),
    );
  });
});
