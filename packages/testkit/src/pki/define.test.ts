import { describe, expect, it } from 'vitest';
import { indexOfBytes } from '../tamper.ts';
import { createPki, type EntityDefinition } from './define.ts';
import { importKey } from './key.ts';
import { fixedKeys, freshKeys } from './key-source.ts';
import { createGoodWorld } from './worlds/good.ts';

const validity = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2050-01-01T00:00:00Z') };
const root: EntityDefinition = {
  name: 'root',
  subject: [{ CN: 'Root' }],
  profile: { kind: 'ca' },
  ...validity,
};
const leaf: EntityDefinition = { ...root, name: 'leaf', issuer: 'root', profile: { kind: 'bare' } };
const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

describe('a PKI', () => {
  it('refuses two entities of one name, an issuer that is not there, and a wrong look-up', async () => {
    await expect(createPki({ entities: [root, root] })).rejects.toThrow('two entities "root"');
    await expect(createPki({ entities: [leaf, root] })).rejects.toThrow('no entity "root"');
    const pki = await createPki({ entities: [root] });
    expect(() => pki.entity('nobody')).toThrow(TypeError);
  });

  it('gives chains from the entity to below the root', async () => {
    const pki = await createPki({ entities: [root, leaf, { ...leaf, name: 'below', issuer: 'leaf' }] });
    const [below, middle] = [pki.entity('below'), pki.entity('leaf')];
    expect(below.chain).toEqual([below.certificate, middle.certificate]);
    expect(pki.entity('root').chain).toEqual([pki.entity('root').certificate]);
  });

  it('writes validity up to 2049 as UTCTime and later as GeneralizedTime (RFC 5280 §4.1.2.5)', async () => {
    const { certificate } = (await createPki({ entities: [root] })).entity('root');
    const text = new TextEncoder();
    expect(indexOfBytes(certificate, text.encode('\x17\r260101000000Z'))).toBeGreaterThan(0);
    expect(indexOfBytes(certificate, text.encode('\x18\x0f20500101000000Z'))).toBeGreaterThan(0);
  });

  it('certifies a key that it never holds, for an issuer of its own only', async () => {
    const pki = await createPki({ entities: [root, leaf] });
    const { publicKey } = (await createPki({ entities: [root] })).entity('root').key;
    const chain = await pki.certify({ ...leaf, name: 'elsewhere', issuer: 'leaf' }, publicKey);
    expect(chain).toHaveLength(2);
    expect(chain[1]).toEqual(pki.entity('leaf').certificate);
    expect(indexOfBytes(chain[0], publicKey)).toBeGreaterThan(0);
    const { certificate } = pki.entity('leaf');
    expect(indexOfBytes(certificate, publicKey)).toBe(-1);
    await expect(pki.certify({ ...root, name: 'elsewhere' }, publicKey)).rejects.toThrow('needs an issuer');
  });

  it('shares a key between entities that say so', async () => {
    const renewed = { ...root, name: 'renewed', keyOf: 'root' };
    const pki = await createPki({ entities: [root, renewed] });
    expect(pki.entity('renewed').key).toBe(pki.entity('root').key);
    expect(pki.entity('renewed').certificate).not.toEqual(pki.entity('root').certificate);
  });

  it('takes serial numbers, version 1 and multi-valued names as told', async () => {
    const serialNumber = Uint8Array.of(0x7f, 0xee);
    const odd = { ...leaf, serialNumber, subject: [{ CN: 'a', O: 'b' }], quirks: { version: 1 as const } };
    const { certificate, subject } = (await createPki({ entities: [root, odd] })).entity('leaf');
    expect(hex(certificate.subarray(4, 12))).toMatch(/02027fee/);
    expect(hex(subject)).toBe('3016311430080603550403 0c0161 30080603550 40a0c0162'.replaceAll(' ', ''));
  });

  it('leaves out and replaces extensions as told', async () => {
    const extensions = [{ oid: '2.5.29.14', critical: true, value: Uint8Array.of(4, 1, 0x55) }];
    const odd = { ...leaf, quirks: { without: ['2.5.29.35'], extensions } };
    const text = hex((await createPki({ entities: [root, odd] })).entity('leaf').certificate);
    expect(text).not.toContain('0603551d23');
    expect(text.match(/0603551d0e/g)).toHaveLength(1);
    expect(text).toContain('0603551d0e0101ff0403040155');
  });
});

describe('keys', () => {
  it('are another for each entity, also when fixed', async () => {
    const { pki } = await createGoodWorld({ key: 'rsa-2048' });
    expect(new Set(pki.entities.map(({ key }) => hex(key.publicKey))).size).toBe(5);
  });

  it('are the same in two worlds when fixed, never when fresh', async () => {
    const [first, second] = [await fixedKeys()('rsa-2048'), await fixedKeys()('rsa-2048')];
    expect(second.publicKey).toEqual(first.publicKey);
    expect((await freshKeys()('rsa-2048')).publicKey).not.toEqual(first.publicKey);
  });

  it('come back from PKCS #8', async () => {
    for (const kind of ['p384', 'ed25519', 'rsa-pss-2048'] as const) {
      const key = await fixedKeys()(kind);
      expect((await importKey(kind, key.pkcs8)).publicKey).toEqual(key.publicKey);
    }
  });

  it('refuse what they do not sign with', async () => {
    const key = await fixedKeys()('p256');
    await expect(key.sign(new Uint8Array(), 'rsa-sha256')).rejects.toThrow(TypeError);
  });
});
