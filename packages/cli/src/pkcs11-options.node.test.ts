/** `--pkcs11` with keys in SoftHSM. */
import {
  generateTokenKey,
  installCertificates,
  openPkcs11Module,
  openPkcs11Token,
  type Pkcs11Module,
} from '@eseal/signer-pkcs11';
import { addDays, createGoodWorld, SAMPLE_ORGANIZATION, toPem } from '@eseal/testkit';
import { describeWithSoftHsm, openSoftHsm, type SoftHsm } from '@eseal/testkit/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, openBench, run } from './test-bench.ts';

describeWithSoftHsm('eseal seal --pkcs11', { describe, it }, () => {
  let hsm: SoftHsm;
  let module: Pkcs11Module;
  let bench: Bench;
  let document: string;
  let chain: readonly Uint8Array[];
  let keyId = '';
  let root = '';
  const PIN = 'himitsu-1234';

  beforeAll(async () => {
    hsm = openSoftHsm({ tokens: [{ label: '社印', pin: PIN }] });
    module = await openPkcs11Module(hsm.module);
    bench = openBench();
    document = bench.write('document.txt', '請求書');
    const world = await createGoodWorld();
    root = bench.write('root.pem', toPem('CERTIFICATE', ...world.anchors));
    await using token = await openPkcs11Token({ module, token: hsm.token, pin: () => PIN });
    const key = await generateTokenKey(token, { label: 'seal', kind: 'p256' });
    keyId = Buffer.from(key.id).toString('hex');
    chain = await world.pki.certify(
      {
        name: 'on-token',
        issuer: 'issuing-ca',
        subject: SAMPLE_ORGANIZATION,
        profile: { kind: 'seal', policies: [] },
        notBefore: addDays(new Date(), -1),
        notAfter: addDays(new Date(), 100),
      },
      key.publicKey,
    );
    await installCertificates(token, { label: 'seal' }, chain);
  });
  afterAll(() => {
    module[Symbol.dispose]();
    hsm[Symbol.dispose]();
    bench[Symbol.dispose]();
  });

  const seal = (args: readonly string[], surroundings: Parameters<typeof run>[1] = {}) =>
    run(['seal', document, '--out', bench.path('sealed.p7s'), ...args], { env: { PIN }, ...surroundings });
  const verify = () =>
    run(['verify', bench.path('sealed.p7s'), '--content', document, '--trust', root, '--revocation', 'none']);

  it('seals with the key and the certificates of the token', async () => {
    const { code, stderr } = await seal(['--pkcs11', hsm.module, '--token', '社印', '--pin-env', 'PIN']);
    expect([code, stderr]).toEqual([0, '']);
    expect(await verify()).toMatchObject({ code: 0 });
    const other = bench.write('other.txt', '別の請求書');
    const sealed = bench.path('sealed.p7s');
    const tampered = ['verify', sealed, '--content', other, '--trust', root, '--revocation', 'none'];
    expect(await run(tampered)).toMatchObject({ code: 1 });
  });

  it('takes the token by its serial number, the key by its id, and certificates from a file', async () => {
    const certificates = bench.write('chain.pem', toPem('CERTIFICATE', ...chain));
    const token = ['--token-serial', hsm.token.serial, '--key-id', keyId, '--key-label', 'seal'];
    const args = ['--pkcs11', hsm.module, ...token, '--certificates', certificates, '--pin-env', 'PIN'];
    expect(await seal(args)).toMatchObject({ code: 0, stderr: '' });
  });

  it('asks for the PIN on a terminal', async () => {
    let asked = '';
    const prompt = async (message: string) => {
      asked = message;
      return PIN;
    };
    const { code } = await seal(['--pkcs11', hsm.module, '--token', '社印'], { prompt });
    expect([code, asked]).toEqual([0, 'PIN of token "社印": ']);
  });

  it('takes all of it from a configuration file', async () => {
    const options = { pkcs11: hsm.module, token: '社印', 'key-label': 'seal', 'pin-env': 'PIN' };
    const config = bench.write('eseal.json', JSON.stringify({ seal: options }));
    expect(await seal(['--config', config])).toMatchObject({ code: 0 });
  });

  it.each([
    [
      'a wrong PIN',
      77,
      'SIGNER_PIN_INCORRECT',
      () => ['--pkcs11', hsm.module, '--token', '社印'],
      'falsch-1',
    ],
    ['an absent token', 69, 'PKCS11_TOKEN_NOT_FOUND', () => ['--pkcs11', hsm.module, '--token', 'x'], PIN],
    [
      'an absent module',
      69,
      'PKCS11_MODULE_UNUSABLE',
      () => ['--pkcs11', '/none.so', '--token', '社印'],
      PIN,
    ],
    [
      'an absent key',
      65,
      'SIGNER_KEY_NOT_FOUND',
      () => ['--pkcs11', hsm.module, '--token', '社印', '--key-label', 'x'],
      PIN,
    ],
    ['no token', 64, 'USAGE', () => ['--pkcs11', hsm.module], PIN],
    [
      'an id in other digits',
      64,
      'USAGE',
      () => ['--pkcs11', hsm.module, '--token', '社印', '--key-id', 'xyz'],
      PIN,
    ],
  ])('refuses %s with %i, and repeats no PIN', async (_, exit, error, args, pin) => {
    const { code, stdout, stderr } = await seal([...args(), '--pin-env', 'PIN'], { env: { PIN: pin } });
    expect([code, stdout]).toEqual([exit, '']);
    expect(stderr).toMatch(new RegExp(`^eseal: ${error}: `));
    expect(stderr).not.toContain(pin);
  });
});
