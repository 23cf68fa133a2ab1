/** The signer over real tokens, waited for in the thread pool and in threads of their own. */
import { inspect } from 'node:util';
import { isEsealError } from '@eseal/core';
import { testSigner } from '@eseal/testkit';
import { describeWithSoftHsm } from '@eseal/testkit/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TokenKeyKind } from '../src/management/generate-key.ts';
import { generateTokenKey } from '../src/management/generate-key.ts';
import { openPkcs11Signer, type Pkcs11Signer } from '../src/open-signer.ts';
import type { PinRequest } from '../src/pin.ts';
import { openTokenBench, type TokenBench } from './token-bench.ts';

const KINDS: readonly TokenKeyKind[] = ['rsa-2048', 'rsa-3072', 'p256', 'p384', 'p521', 'ed25519'];
const PIN = 'himitsu-98765';

describeWithSoftHsm('keys in SoftHSM', { describe, it }, () => {
  let bench: TokenBench;
  beforeAll(async () => {
    bench = await openTokenBench({
      tokens: [
        { label: '社印', pin: PIN },
        { label: 'twin', pin: PIN },
        { label: 'twin', pin: PIN },
      ],
    });
    for (const kind of KINDS) await bench.makeKey(kind, kind);
  });
  afterAll(() => bench[Symbol.dispose]());

  describe.each(KINDS)('%s, waited for in the thread pool', (kind) => {
    testSigner(() => bench.openSigner(kind), { describe, expect, it });
  });

  describe.each(KINDS)('%s, waited for in threads of their own', (kind) => {
    // Threads take a second to start from the sources: one signer serves all tests of the suite.
    let signer: Pkcs11Signer;
    beforeAll(async () => {
      signer = await bench.openSigner(kind, { mode: 'worker', sessions: 2 });
    });
    afterAll(() => signer[Symbol.asyncDispose]());
    testSigner(() => ({ ...signer, [Symbol.asyncDispose]: async () => undefined }), { describe, expect, it });
  });

  describe.each(['threadpool', 'worker'] as const)('a signer in mode %s', (mode) => {
    const open = (pins: readonly string[], asked: PinRequest[] = []) =>
      bench.openSigner('p256', {
        mode,
        sessions: 2,
        pin: (request) => {
          asked.push(request);
          return pins[asked.length - 1] ?? '';
        },
      });

    it('asks for the PIN once, also for several sessions, and carries the chain without the root', async () => {
      const asked: PinRequest[] = [];
      await using signer = await open([PIN], asked);
      expect(asked).toEqual([
        {
          token: { label: '社印', serial: bench.hsm.token.serial },
          purpose: 'login',
          triesLeft: 'unknown',
        },
      ]);
      expect(signer.certificates.map(({ raw }) => raw)[1]).toEqual(bench.world.issuingCa.certificate);
    });

    it('refuses a wrong PIN after one try, and shows it nowhere', async () => {
      const asked: PinRequest[] = [];
      const secret = 'falsch-55555';
      const error: unknown = await open([secret, secret], asked).catch((caught: unknown) => caught);
      expect(error).toMatchObject({ code: 'SIGNER_PIN_INCORRECT', facts: { pinTriesLeft: 'few' } });
      expect(asked).toHaveLength(1);
      expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(secret);
      await using _right = await open([PIN]);
    });

    it('gives back what the function for the PIN throws', async () => {
      const own = new RangeError('nobody is there');
      const pin = () => Promise.reject(own);
      await expect(bench.openSigner('p256', { mode, pin })).rejects.toBe(own);
    });

    it('serves many calls at once, each with its own values', async () => {
      await using signer = await open([PIN]);
      const datas = Array.from({ length: 60 }, (_, at) => new Uint8Array(32).fill(at));
      const answers = await Promise.all(
        datas.map((dataToBeSigned) => signer.sign([{ dataToBeSigned, algorithm: 'ecdsa-sha256' }])),
      );
      const { publicKey } = signer.certificates[0];
      const verdicts = datas.map((data, at) =>
        publicKey.verify('ecdsa-sha256', data, answers[at]?.[0] ?? new Uint8Array()),
      );
      expect(await Promise.all(verdicts)).toEqual(datas.map(() => true));
    });

    it('gives up a batch that is aborted, and serves the next', async () => {
      await using signer = await open([PIN]);
      const request = { dataToBeSigned: new Uint8Array(32), algorithm: 'ecdsa-sha256' } as const;
      const controller = new AbortController();
      const batch = signer.sign(
        Array.from({ length: 500 }, () => request),
        { signal: controller.signal },
      );
      controller.abort(new Error('enough'));
      await expect(batch).rejects.toMatchObject({ code: 'ABORTED' });
      expect(await signer.sign([request])).toHaveLength(1);
    });

    it('may be disposed of twice, and signs no more', async () => {
      const signer = await open([PIN]);
      await signer[Symbol.asyncDispose]();
      await signer[Symbol.asyncDispose]();
      const request = { dataToBeSigned: new Uint8Array(32), algorithm: 'ecdsa-sha256' } as const;
      await expect(signer.sign([request])).rejects.toMatchObject({ code: 'SIGNER_UNAVAILABLE' });
    });

    it('has a code for what is not there', async () => {
      const refused = async (more: Parameters<TokenBench['openSigner']>[1], label = 'p256') => {
        const error: unknown = await bench
          .openSigner(label, { mode, sessions: 1, ...more })
          .catch((caught: unknown) => caught);
        return isEsealError(error) ? error.code : error;
      };
      expect(await refused({ token: { label: 'none' } })).toBe('PKCS11_TOKEN_NOT_FOUND');
      expect(await refused({ token: { label: 'twin' } })).toBe('PKCS11_TOKEN_AMBIGUOUS');
      expect(await refused({ token: {} })).toBe('INVALID_ARGUMENT');
      expect(await refused({}, 'none')).toBe('SIGNER_KEY_NOT_FOUND');
      expect(await refused({ key: {}, certificates: bench.world.chain })).toBe('PKCS11_KEY_AMBIGUOUS');
      expect(await refused({ certificates: bench.world.chain })).toBe('CERTIFICATE_KEY_MISMATCH');
      expect(await refused({ algorithms: ['rsa-sha256'] })).toBe('UNSUPPORTED_ALGORITHM');
    });

    it('offers the algorithms that are wanted, in that order', async () => {
      const algorithms = ['rsa-pss-sha384', 'rsa-sha256'] as const;
      await using signer = await bench.openSigner('rsa-2048', { mode, sessions: 1, algorithms });
      expect(signer.algorithms).toEqual(algorithms);
      const request = { dataToBeSigned: new Uint8Array(32), algorithm: 'rsa-sha512' } as const;
      await expect(signer.sign([request])).rejects.toMatchObject({ code: 'UNSUPPORTED_ALGORITHM' });
    });
  });

  it('takes certificates that are given, where the token has none', async () => {
    await using token = await bench.openToken();
    const { publicKey } = await generateTokenKey(token, { label: 'bare', kind: 'p256' });
    await expect(bench.openSigner('bare')).rejects.toMatchObject({ code: 'CERTIFICATE_KEY_MISMATCH' });
    const certificates = await bench.certify(publicKey, 'bare');
    await using signer = await bench.openSigner('bare', { certificates });
    expect(signer.certificates.map(({ raw }) => raw)).toEqual(certificates);
  });

  it('finds the key by the certificate that is given', async () => {
    const { publicKey } = (await bench.openSigner('p384')).certificates[0];
    const certificates = await bench.certify(publicKey.raw, 'renewed');
    const { module, hsm } = bench;
    const token = { serial: hsm.token.serial };
    await using signer = await openPkcs11Signer({ module, token, certificates, pin: () => PIN });
    expect(signer.certificates[0].raw).toEqual(certificates[0]);
  });

  it('takes a token by its label and serial number together', async () => {
    const { label, serial } = bench.hsm.token;
    await using _signer = await bench.openSigner('p256', { token: { label, serial } });
    await expect(bench.openSigner('p256', { token: { label: 'twin', serial } })).rejects.toMatchObject({
      code: 'PKCS11_TOKEN_NOT_FOUND',
    });
  });
});
