/** What only a token in memory can be made to do: being pulled out, refused PINs, odd modules. */
import { inspect } from 'node:util';
import { isEsealError } from '@eseal/core';
import { createGoodWorld, freshKeys } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { CKA, CKF, CKM } from './cryptoki.ts';
import { createCertificationRequest } from './management/certification-request.ts';
import { openPkcs11Token } from './management/open-token.ts';
import { openPkcs11Module } from './module.ts';
import { openPkcs11Signer, type Pkcs11SignerOptions } from './open-signer.ts';
import type { PinRequest } from './pin.ts';
import {
  createFakeBinding,
  type FakeBinding,
  type FakeOptions,
  fakeCertificate,
  fakeKey,
  shortRsaKey,
} from './test-fake-binding.ts';

const PIN = 'fake-pin';
const rsa = await createGoodWorld({ key: 'rsa-2048' });
const ec = await createGoodWorld({ key: 'p256' });
const certificates = (world = rsa) => world.chain.map(fakeCertificate);
const sealed = [fakeKey(rsa.seal.pkcs8), ...certificates()];

interface Opened {
  readonly binding: FakeBinding;
  readonly asked: PinRequest[];
  readonly open: (more?: Partial<Pkcs11SignerOptions>) => ReturnType<typeof openPkcs11Signer>;
}

function fake(options: FakeOptions = {}, pins: readonly string[] = [PIN]): Opened {
  const binding = createFakeBinding({ objects: sealed, pin: PIN, ...options });
  const asked: PinRequest[] = [];
  const pin = (request: PinRequest) => {
    const given = pins[Math.min(asked.length, pins.length - 1)] ?? '';
    asked.push(request);
    return given;
  };
  const open: Opened['open'] = (more = {}) =>
    openPkcs11Signer({ module: '/fake.so', binding, token: { label: 'fake' }, pin, ...more });
  return { binding, asked, open };
}

const request = { dataToBeSigned: new Uint8Array(40).fill(7), algorithm: 'rsa-sha256' } as const;
async function verified(signer: Awaited<ReturnType<Opened['open']>>, algorithm = request.algorithm) {
  const [value] = await signer.sign([{ ...request, algorithm }]);
  const { publicKey } = signer.certificates[0];
  return value !== undefined && publicKey.verify(algorithm, request.dataToBeSigned, value);
}

describe('the PIN', () => {
  it('is asked for once, and the token and its state are told with it', async () => {
    const { asked, open } = fake();
    await using signer = await open();
    expect([await verified(signer), await verified(signer)]).toEqual([true, true]);
    expect(asked).toEqual([
      { token: { label: 'fake', serial: '0001' }, purpose: 'login', triesLeft: 'unknown' },
    ]);
  });

  it('is overwritten where it was given as bytes', async () => {
    const bytes = new TextEncoder().encode(PIN);
    const { open } = fake();
    await using _signer = await open({ pin: () => bytes });
    expect(bytes.every((byte) => byte === 0)).toBe(true);
  });

  it('is not asked for where somebody in the process logged in already, and nobody is logged out then', async () => {
    const { binding, asked, open } = fake();
    await using first = await open();
    const second = await open();
    await second[Symbol.asyncDispose]();
    expect(asked).toHaveLength(1);
    expect(binding.calls).not.toContain('C_Logout');
    expect(await verified(first)).toBe(true);
  });

  it('is refused as wrong with what the token says about tries that are left', async () => {
    const { open } = fake({}, ['wrong']);
    await expect(open()).rejects.toMatchObject({
      code: 'SIGNER_PIN_INCORRECT',
      facts: { returnValueName: 'CKR_PIN_INCORRECT', returnValue: 160, pinTriesLeft: 'few' },
    });
    const { open: again } = fake({ flags: CKF.USER_PIN_FINAL_TRY }, ['wrong']);
    await expect(again()).rejects.toMatchObject({ facts: { pinTriesLeft: 'one' } });
  });

  it('is not tried again after a wrong one, whatever is asked of the signer', async () => {
    const { binding, asked, open } = fake({}, [PIN, 'wrong']);
    await using signer = await open();
    binding.pullOut(true);
    for (let count = 0; count < 5; count++)
      await expect(signer.sign([request])).rejects.toMatchObject({ code: 'SIGNER_PIN_INCORRECT' });
    expect(asked).toHaveLength(2);
    expect(binding.calls.filter((call) => call === 'C_Login')).toHaveLength(2);
  });

  it('is asked for once by signers that are opened side by side, and a wrong one presented once', async () => {
    const right = fake();
    const signers = await Promise.all([right.open(), right.open(), right.open()]);
    expect(right.asked).toHaveLength(1);
    for (const signer of signers) {
      expect(await verified(signer)).toBe(true);
      await signer[Symbol.asyncDispose]();
    }
    const wrong = fake({}, ['wrong']);
    const outcomes = await Promise.allSettled([wrong.open(), wrong.open(), wrong.open()]);
    expect(outcomes).toMatchObject(outcomes.map(() => ({ reason: { code: 'SIGNER_PIN_INCORRECT' } })));
    expect(wrong.binding.calls.filter((call) => call === 'C_Login')).toHaveLength(1);
    // Whoever comes later may have another one.
    await (await wrong.open({ pin: () => PIN }))[Symbol.asyncDispose]();
  });

  it('of a wrong length is not tried again either: some tokens count it', async () => {
    const { binding, open } = fake();
    await using signer = await open();
    binding.pullOut(true);
    binding.failNext('C_Login', 0xa2);
    for (let count = 0; count < 3; count++)
      await expect(signer.sign([request])).rejects.toMatchObject({ code: 'SIGNER_PIN_INCORRECT' });
    expect(binding.calls.filter((call) => call === 'C_Login')).toHaveLength(2);
  });

  it.each([
    ['a number', 471_147, 'INVALID_ARGUMENT'],
    ['nothing', undefined, 'INVALID_ARGUMENT'],
    ['an empty text', '', 'SIGNER_UNAUTHORIZED'],
    ['no bytes', new Uint8Array(), 'SIGNER_UNAUTHORIZED'],
  ])('is not tried where the caller gives %s, and not told', async (_, given, code) => {
    const { binding, open } = fake();
    // What callers in JavaScript do in spite of the types.
    const pin = () => given as string;
    const error = await open({ pin }).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code });
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain('471147');
    expect(binding.calls).not.toContain('C_Login');
  });

  it.each([
    ['locked', CKF.USER_PIN_LOCKED, 'SIGNER_PIN_LOCKED'],
    ['to be changed', CKF.USER_PIN_TO_BE_CHANGED, 'PKCS11_PIN_EXPIRED'],
  ])('is not even asked for when it is %s', async (_, flags, code) => {
    const { asked, open } = fake({ flags });
    await expect(open()).rejects.toMatchObject({ code });
    expect(asked).toEqual([]);
  });

  it.each([
    [0xa4, 'SIGNER_PIN_LOCKED'],
    [0xa3, 'PKCS11_PIN_EXPIRED'],
    [0xa2, 'SIGNER_PIN_INCORRECT'],
  ])('that is answered with %i is %s', async (returnValue, code) => {
    const { binding, open } = fake();
    binding.failNext('C_Login', returnValue);
    await expect(open()).rejects.toMatchObject({ code, facts: { returnValue } });
  });

  it('is needed unless the token has a keypad of its own', async () => {
    const { binding } = fake();
    const options = { module: '/fake.so', token: { label: 'fake' } };
    await expect(openPkcs11Signer({ ...options, binding })).rejects.toMatchObject({
      code: 'SIGNER_UNAUTHORIZED',
    });
    const keypad = createFakeBinding({
      objects: sealed,
      pin: '',
      flags: CKF.PROTECTED_AUTHENTICATION_PATH,
    });
    await using signer = await openPkcs11Signer({ ...options, binding: keypad });
    expect(await verified(signer)).toBe(true);
  });

  it('is asked for each signature by a key that wants it so, one after the other', async () => {
    const wanting = fakeKey(rsa.seal.pkcs8, [[CKA.ALWAYS_AUTHENTICATE, true]]);
    const { asked, open } = fake({ objects: [wanting, ...certificates()] });
    await using signer = await open();
    await signer.sign([request, request, request]);
    expect(asked.map(({ purpose }) => purpose)).toEqual(['login', 'signature', 'signature', 'signature']);
  });

  it('is in no error, in no fact, and nowhere in the signer', async () => {
    const secret = 'geheim-4711';
    const { binding, open } = fake({}, [secret]);
    const error = await open().catch((caught: unknown) => caught);
    expect(isEsealError(error)).toBe(true);
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(secret);
    const { open: right } = fake({ pin: secret }, [secret]);
    await using signer = await right();
    expect(inspect(signer, { depth: 20, showHidden: true })).not.toContain(secret);
    expect(inspect(binding.calls)).not.toContain(secret);
  });
});

describe('a token that was away', () => {
  it('is found in its new slot, logged in to again, and the key found by its new handle', async () => {
    const { binding, asked, open } = fake();
    await using signer = await open();
    binding.pullOut(true);
    expect(await verified(signer)).toBe(true);
    expect(asked).toHaveLength(2);
  });

  it.each([0x32, 0x60, 0x82, 0xb0, 0xb3, 0xe0, 0x101, 0x190])(
    'is opened anew after the return value %i',
    async (returnValue) => {
      const { binding, open } = fake();
      await using signer = await open();
      binding.failNext('C_SignInit', returnValue);
      expect(await verified(signer)).toBe(true);
    },
  );

  it('is unavailable while it is not there, and available again after that', async () => {
    const { binding, open } = fake();
    await using signer = await open();
    binding.pullOut();
    await expect(signer.sign([request])).rejects.toMatchObject({
      code: 'PKCS11_TOKEN_NOT_FOUND',
      retryable: true,
    });
    binding.putBack();
    expect(await verified(signer)).toBe(true);
  });

  it('is opened anew once for all operations under way', async () => {
    const { binding, asked, open } = fake();
    await using signer = await open({ sessions: 4 });
    const calls = Promise.all(Array.from({ length: 12 }, () => signer.sign([request])));
    binding.pullOut(true);
    expect(await calls).toHaveLength(12);
    expect(asked).toHaveLength(2);
  });

  it('is refused when it comes back with another key under the same name', async () => {
    const { binding, open } = fake();
    await using signer = await open();
    const other = await createGoodWorld({ key: 'rsa-2048', keys: freshKeys() });
    binding.pullOut(true);
    binding.replaceObjects([fakeKey(other.seal.pkcs8)]);
    await expect(signer.sign([request])).rejects.toMatchObject({ code: 'SIGNER_KEY_NOT_FOUND' });
  });

  it('is tried once more and no further', async () => {
    const { binding, open } = fake();
    await using signer = await open();
    binding.failNext('C_SignInit', 0xb3);
    binding.failNext('C_SignInit', 0xb3);
    await expect(signer.sign([request])).rejects.toMatchObject({
      code: 'SIGNER_UNAVAILABLE',
      facts: { returnValueName: 'CKR_SESSION_HANDLE_INVALID' },
    });
    expect(await verified(signer)).toBe(true);
  });
});

describe('the module', () => {
  it('may have been initialised by somebody else, and is not shut down then', async () => {
    const { binding, open } = fake({ initialized: true });
    const signer = await open();
    await signer[Symbol.asyncDispose]();
    expect(binding.calls).not.toContain('C_Finalize');
  });

  it('is shut down by who initialised it when no session is left, and not before', async () => {
    const { binding, open } = fake();
    const first = await open();
    const second = await open();
    await first[Symbol.asyncDispose]();
    expect(binding.calls).not.toContain('C_Finalize');
    expect(await verified(second)).toBe(true);
    await second[Symbol.asyncDispose]();
    expect(binding.openSessions).toBe(0);
    const { binding: alone, open: openAlone } = fake();
    const only = await openAlone();
    await only[Symbol.asyncDispose]();
    expect(alone.calls.at(-1)).toBe('C_Finalize');
  });

  it('is shared by signers that are given it, and stays open after them', async () => {
    const { binding, open } = fake();
    const module = await openPkcs11Module('/fake.so', { binding });
    const signer = await open({ module });
    await signer[Symbol.asyncDispose]();
    expect(binding.calls).not.toContain('C_Finalize');
    module[Symbol.dispose]();
    expect(binding.calls.at(-1)).toBe('C_Finalize');
  });

  it('that cannot be loaded is unusable', async () => {
    const { open } = fake();
    await expect(open({ module: '/none.so' })).rejects.toMatchObject({ code: 'PKCS11_MODULE_UNUSABLE' });
  });

  it('is left and logged out of when opening fails half way', async () => {
    const { binding, open } = fake();
    await expect(open({ key: { label: 'none' } })).rejects.toMatchObject({ code: 'SIGNER_KEY_NOT_FOUND' });
    expect([binding.openSessions, binding.calls.at(-1)]).toEqual([0, 'C_Finalize']);
  });
});

describe('mechanisms', () => {
  it('that only sign digests are given a digest made here', async () => {
    const { open } = fake({ mechanisms: [CKM.RSA_PKCS] });
    await using signer = await open();
    expect(signer.algorithms).toEqual(['rsa-sha256', 'rsa-sha384', 'rsa-sha512']);
    for (const algorithm of ['rsa-sha256', 'rsa-sha384', 'rsa-sha512'] as const) {
      const [value] = await signer.sign([{ ...request, algorithm }]);
      const { publicKey } = signer.certificates[0];
      expect(await publicKey.verify(algorithm, request.dataToBeSigned, value ?? new Uint8Array())).toBe(true);
    }
  });

  it('are those that the key allows', async () => {
    const allowed = Buffer.alloc(8);
    allowed.writeUInt32LE(CKM.SHA384_RSA_PKCS);
    const key = fakeKey(rsa.seal.pkcs8, [[CKA.ALLOWED_MECHANISMS, allowed]]);
    const { open } = fake({ objects: [key, ...certificates()] });
    await using signer = await open();
    expect(signer.algorithms).toEqual(['rsa-sha384']);
  });

  it('are lacking for a key that nothing in common is left for', async () => {
    const { open } = fake({ mechanisms: [CKM.ECDSA_SHA256] });
    await expect(open()).rejects.toMatchObject({ code: 'SIGNER_KEY_UNUSABLE' });
  });

  it('give ECDSA values as DER', async () => {
    const { open } = fake({ objects: [fakeKey(ec.seal.pkcs8), ...certificates(ec)] });
    await using signer = await open();
    const [value] = await signer.sign([{ ...request, algorithm: 'ecdsa-sha256' }]);
    expect(value?.[0]).toBe(0x30);
    const { publicKey } = signer.certificates[0];
    expect(await publicKey.verify('ecdsa-sha256', request.dataToBeSigned, value ?? new Uint8Array())).toBe(
      true,
    );
  });
});

describe('the key', () => {
  it('is refused when it is too short, or may not sign', async () => {
    for (const key of [fakeKey(shortRsaKey()), fakeKey(rsa.seal.pkcs8, [[CKA.SIGN, false]])]) {
      const { open } = fake({ objects: [key, ...certificates()] });
      await expect(open()).rejects.toMatchObject({ code: 'SIGNER_KEY_UNUSABLE' });
    }
  });

  it('is found by the certificate where several are there and none is named', async () => {
    const other = fakeKey(ec.seal.pkcs8, [[CKA.ID, Buffer.of(2)]]);
    const { open } = fake({ objects: [other, ...sealed] });
    await using signer = await open();
    expect(await verified(signer)).toBe(true);
  });

  it('of two with one label has to be named by its id', async () => {
    const twin = fakeKey(rsa.seal.pkcs8, [[CKA.ID, Buffer.of(0xab)]]);
    const { open } = fake({ objects: [...sealed, twin] });
    const failure = open({ key: { label: 'seal' } });
    await expect(failure).rejects.toMatchObject({ code: 'PKCS11_KEY_AMBIGUOUS' });
    await expect(failure).rejects.toThrow(/id 01.*id ab/);
    await using signer = await open({ key: { label: 'seal', id: Uint8Array.of(0xab) } });
    expect(await verified(signer)).toBe(true);
  });

  it('is asked no certificate for under a public key that is not its own', async () => {
    const foreign = Buffer.from((await freshKeys()('rsa-2048')).publicKey);
    const mislabelled = fakeKey(rsa.seal.pkcs8, [[CKA.PUBLIC_KEY_INFO, foreign]]);
    // A Name of no parts.
    const subject = Uint8Array.of(0x30, 0);
    const ask = async (object: typeof mislabelled) => {
      const binding = createFakeBinding({ objects: [object] });
      const options = { module: '/fake.so', binding, token: { label: 'fake' }, pin: () => PIN };
      await using token = await openPkcs11Token(options);
      return await createCertificationRequest(token, { label: 'seal' }, { subject });
    };
    expect(await ask(fakeKey(rsa.seal.pkcs8))).toBeInstanceOf(Uint8Array);
    await expect(ask(mislabelled)).rejects.toMatchObject({ code: 'SIGNATURE_VALUE_INVALID' });
  });

  it('whose token tells nothing of it signs a text to find its certificate', async () => {
    const silent = fakeKey(ec.seal.pkcs8);
    const { open } = fake({ objects: [silent, ...certificates(rsa), ...certificates(ec)] });
    await using signer = await open();
    expect(signer.certificates[0].raw).toEqual(ec.chain[0]);
    const { open: lacking } = fake({ objects: [silent, ...certificates(rsa)] });
    await expect(lacking()).rejects.toMatchObject({ code: 'CERTIFICATE_KEY_MISMATCH' });
  });
});

describe('sessions', () => {
  it('are as many as operations at a time, and no more than asked for', async () => {
    const { binding, open } = fake();
    await using signer = await open({ sessions: 3 });
    await signer.sign(Array.from({ length: 20 }, () => request));
    expect(binding.mostSessions).toBe(3);
  });

  it('are no more than the token has', async () => {
    const { binding, open } = fake({ maxSessions: 2 });
    await using signer = await open({ sessions: 8 });
    expect(await signer.sign(Array.from({ length: 20 }, () => request))).toHaveLength(20);
    expect(binding.mostSessions).toBe(2);
  });

  it('are replaced where an operation failed in them, and nobody is asked for the PIN for that', async () => {
    const { asked, binding, open } = fake();
    await using signer = await open({ sessions: 1 });
    binding.failNext('C_SignAsync', 0x30);
    await expect(signer.sign([request])).rejects.toMatchObject({
      code: 'SIGNER_UNAVAILABLE',
      retryable: true,
    });
    expect(await verified(signer)).toBe(true);
    expect(binding.openSessions).toBe(1);
    expect(asked).toHaveLength(1);
  });

  it('that cannot be opened keep nobody waiting for ever', async () => {
    const { binding, open } = fake();
    await using signer = await open({ sessions: 1 });
    const calls = Array.from({ length: 6 }, () => signer.sign([request]));
    // The token fails at everything, and does not say that it is gone.
    for (let count = 0; count < 12; count++) {
      binding.failNext('C_SignAsync', 0x30);
      binding.failNext('C_OpenSession', 0x30);
    }
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.map(({ status }) => status)).toEqual(calls.map(() => 'rejected'));
  });

  it('are waited for when the signer is disposed of, and nothing is signed after that', async () => {
    const { binding, open } = fake();
    const signer = await open({ sessions: 2 });
    const under = signer.sign([request, request]);
    await signer[Symbol.asyncDispose]();
    expect(await under).toHaveLength(2);
    expect(binding.openSessions).toBe(0);
    await signer[Symbol.asyncDispose]();
    await expect(signer.sign([request])).rejects.toMatchObject({ code: 'SIGNER_UNAVAILABLE' });
  });

  it.each([0, 65, 1.5])('cannot be %d', async (sessions) => {
    const { open } = fake();
    await expect(open({ sessions })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
  });

  it('do not go on with a batch that is aborted, or one of whose requests failed', async () => {
    const { binding, open } = fake();
    await using signer = await open({ sessions: 1 });
    const controller = new AbortController();
    const call = signer.sign(
      Array.from({ length: 50 }, () => request),
      { signal: controller.signal },
    );
    controller.abort();
    await expect(call).rejects.toMatchObject({ code: 'ABORTED' });
    const signed = () => binding.calls.filter((name) => name === 'C_SignInit').length;
    await signer.sign([request]);
    expect(signed()).toBeLessThan(5);
    const before = signed();
    binding.failNext('C_SignInit', 0x21);
    await expect(signer.sign([request, request, request])).rejects.toMatchObject({
      code: 'SIGNER_KEY_UNUSABLE',
    });
    expect(signed()).toBe(before + 1);
  });
});
