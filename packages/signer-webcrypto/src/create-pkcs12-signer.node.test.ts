/** PKCS #12 and PKCS #8 files made by the OpenSSL of this machine, in every kind it knows. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPkcs8Signer } from './create-pkcs8-signer.ts';
import { createPkcs12Signer } from './create-pkcs12-signer.ts';

const PASSWORD = '合言葉 pässwörd 𠮷';
const password = (): string => PASSWORD;
const missing = spawnSync('openssl', ['version']).status !== 0;

let folder = '';
const run = (...command: string[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(execFileSync('openssl', command, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] }));

describe.skipIf(missing)('files made by openssl', () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'eseal-pkcs12-'));
    for (const [name, ...key] of [
      ['rsa', 'rsa:2048'],
      ['p384', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384'],
      ['ed25519', 'ed25519'],
    ]) {
      run(
        ...['req', '-x509', '-nodes', '-utf8', '-subj', '/C=JP/O=株式会社サンプル', '-days', '30'],
        ...['-keyout', `${name}.pem`, '-out', `${name}.crt`, '-newkey', ...key],
      );
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const protections = [
    ['as OpenSSL 3 makes them'],
    ['-legacy'],
    ['-legacy', '-keypbe', 'PBE-SHA1-RC2-40', '-certpbe', 'PBE-SHA1-RC2-40'],
    ['-legacy', '-keypbe', 'PBE-SHA1-RC2-128', '-certpbe', 'PBE-SHA1-2DES'],
    ['-keypbe', 'aes-128-cbc', '-certpbe', 'aes-192-cbc'],
    ['-keypbe', 'des-ede3-cbc', '-certpbe', 'NONE'],
    ['-macalg', 'sha1', '-iter', '10000'],
    ['-macalg', 'sha224'],
    ['-macalg', 'sha512', '-maciter'],
    ['-nomac'],
    ['-nomaciter', '-noiter'],
  ];
  describe.each(['rsa', 'p384', 'ed25519'])('%s', (name) => {
    it.each(protections)('PKCS #12 %s %s %s %s %s', async (...protection) => {
      const options = protection.filter((option) => option.startsWith('-') || !option.includes(' '));
      const file = run(
        ...['pkcs12', '-export', '-inkey', `${name}.pem`, '-in', `${name}.crt`],
        ...['-passout', `pass:${PASSWORD}`, ...options],
      );
      const signer = await createPkcs12Signer({ pkcs12: file, password });
      const algorithm = signer.algorithms[0] ?? 'rsa-sha1';
      const [value] = await signer.sign([{ algorithm, dataToBeSigned: new Uint8Array(9) }]);
      const { publicKey } = signer.certificates[0];
      expect(await publicKey.verify(algorithm, new Uint8Array(9), value ?? new Uint8Array())).toBe(true);
      const wrong = createPkcs12Signer({ pkcs12: file, password: () => `${PASSWORD}!` });
      await expect(wrong).rejects.toMatchObject({ code: 'SIGNER_PIN_INCORRECT' });
    });

    it('PKCS #8, with scrypt refused by name', async () => {
      const topk8 = ['pkcs8', '-topk8', '-in', `${name}.pem`, '-passout', `pass:${PASSWORD}`];
      const certificates = run('x509', '-in', `${name}.crt`, '-outform', 'DER');
      await createPkcs8Signer({ privateKey: run(...topk8), password, certificates });
      const scrypt = createPkcs8Signer({ privateKey: run(...topk8, '-scrypt'), password, certificates });
      await expect(scrypt).rejects.toMatchObject({
        code: 'UNSUPPORTED_ALGORITHM',
        message: expect.stringContaining('1.3.6.1.4.1.11591.4.11'),
      });
    });
  });

  it('an empty password is opened in both of its encodings', async () => {
    for (const kind of [[], ['-legacy']]) {
      const export12 = [
        'pkcs12',
        '-export',
        '-inkey',
        'rsa.pem',
        '-in',
        'rsa.crt',
        '-passout',
        'pass:',
        ...kind,
      ];
      expect((await createPkcs12Signer({ pkcs12: run(...export12) })).algorithms).toHaveLength(6);
    }
  });
});
