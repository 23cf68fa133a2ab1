import { OID } from '@eseal/core/asn1';
import {
  createHostileWorld,
  createPki,
  type EntityDefinition,
  indexOfBytes,
  keyUsage,
  type Pki,
  type Quirks,
  unknownExtension,
} from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { type CertificateValidationOptions, validateCertificate } from '../../src/certificate.ts';
import { subIndicationOf } from '../../src/report/conclusion.ts';
import { certificateOf, NOW } from '../judging.ts';
import { names } from '../path-extensions.ts';

const YEARS = { notBefore: new Date('2020-01-01T00:00:00Z'), notAfter: new Date('2040-01-01T00:00:00Z') };

const authority = (name: string, others: Partial<EntityDefinition> = {}): EntityDefinition => ({
  name,
  subject: [{ CN: others.keyOf ?? name }],
  profile: { kind: 'ca' },
  ...YEARS,
  ...others,
});

const leaf = (issuer: string, others: Partial<EntityDefinition> = {}): EntityDefinition => ({
  ...authority('leaf', { issuer, profile: { kind: 'bare' } }),
  ...others,
});

/** What is said of a certificate, and why each path to it failed. */
async function verdict(
  certificate: Uint8Array,
  options: Omit<CertificateValidationOptions, 'revocation'>,
): Promise<{ readonly sub: string | null; readonly why: readonly string[] }> {
  const report = await validateCertificate(certificate, {
    revocation: 'none',
    validationTime: NOW,
    ...options,
  });
  const errors = report.findings.filter(({ severity }) => severity === 'error').map(({ id }) => id);
  return {
    sub: report.conclusion.indication === 'TOTAL-PASSED' ? null : subIndicationOf(report.conclusion),
    why: [...new Set([...errors, ...report.path.attempts.map(({ reason }) => reason.id)])],
  };
}

const all = (pki: Pki): readonly Uint8Array[] => pki.entities.map(({ certificate }) => certificate);

/** The verdict on a leaf below an odd authority below a root. */
async function below(quirks: Quirks, changes: Partial<EntityDefinition> = {}) {
  const pki = await createPki({
    entities: [authority('root'), authority('ca', { issuer: 'root', quirks, ...changes }), leaf('ca')],
  });
  return verdict(pki.entity('leaf').certificate, {
    trust: [pki.entity('root').certificate],
    certificates: all(pki),
  });
}

describe('K1: who may issue', () => {
  it('K1: is no end entity, no certificate of version 1 and no key that may not sign certificates', async () => {
    expect(await below({})).toEqual({ sub: null, why: [] });
    for (const [quirks, why] of [
      [{ without: [OID.basicConstraints] }, 'PATH_ISSUER_NOT_A_CA'],
      [{ version: 1 }, 'PATH_ISSUER_NOT_A_CA'],
      [{ extensions: [keyUsage('digitalSignature', 'cRLSign')] }, 'PATH_ISSUER_KEY_USAGE'],
    ] as const) {
      const found = await below(quirks);
      expect(found.sub).toBe('CERTIFICATE_CHAIN_GENERAL_FAILURE');
      expect(found.why).toContain(why);
    }
    expect((await below({}, { profile: { kind: 'bare' } })).why).toContain('PATH_ISSUER_NOT_A_CA');
  });

  it('K1: has no more authorities below it than it may have', async () => {
    const world = await createHostileWorld({ now: NOW });
    const { certificate, chain } = world.entity('path-too-long');
    const found = await verdict(certificate, { trust: world.anchors, certificates: chain });
    expect(found.why).toContain('PATH_LENGTH_EXCEEDED');
  });

  it('K1: is an anchor by its name and key alone, of version 1 and expired as it may be', async () => {
    const pki = await createPki({
      entities: [
        authority('root', { quirks: { version: 1 }, notAfter: new Date('2021-01-01T00:00:00Z') }),
        leaf('root'),
      ],
    });
    const [root, target] = all(pki);
    expect(await verdict(target ?? new Uint8Array(), { trust: [root ?? new Uint8Array()] })).toMatchObject({
      sub: null,
    });
  });
});

describe('K4: meshes', () => {
  const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

  /** Every authority certifies every other. */
  async function mesh(): Promise<Pki> {
    const cross = NAMES.flatMap((issuer) =>
      NAMES.filter((subject) => subject !== issuer).map((subject) =>
        authority(`${issuer}-to-${subject}`, { issuer, keyOf: subject }),
      ),
    );
    return createPki({ entities: [...NAMES.map((name) => authority(name)), ...cross, leaf('a')] });
  }

  it('K4: of authorities that certify one another end, and the report says why', async () => {
    const pki = await mesh();
    const other = await createPki({ entities: [authority('elsewhere')] });
    const begun = performance.now();
    const found = await verdict(pki.entity('leaf').certificate, {
      trust: all(other),
      certificates: all(pki),
    });
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(found.sub).toBe('NO_CERTIFICATE_CHAIN_FOUND');
    expect(found.why).toContain('PATH_SEARCH_TOO_WIDE');
  });

  it('K4: do not hide the way to an anchor', async () => {
    const pki = await mesh();
    const found = await verdict(pki.entity('leaf').certificate, {
      trust: [pki.entity('d').certificate],
      certificates: all(pki),
    });
    expect(found.sub).toBeNull();
  });

  it('K4: of authorities with one name and many keys end, and the one that signed is found among them', async () => {
    const twins = Array.from({ length: 60 }, (_, at) =>
      authority(`twin-${at}`, {
        issuer: 'root',
        subject: [{ CN: 'twin' }],
        quirks: { without: [OID.subjectKeyIdentifier] },
      }),
    );
    const unnamed = { quirks: { without: [OID.authorityKeyIdentifier] } };
    const pki = await createPki({ entities: [authority('root'), ...twins, leaf('twin-7', unnamed)] });
    const target = pki.entity('leaf').certificate;
    const begun = performance.now();
    const trust = [pki.entity('root').certificate];
    const lost = await verdict(target, {
      trust,
      certificates: all(pki).filter((one) => one !== pki.entity('twin-7').certificate),
    });
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(lost).toMatchObject({ sub: 'NO_CERTIFICATE_CHAIN_FOUND' });
    expect(lost.why).toContain('PATH_SEARCH_TOO_WIDE');
    const few = all(pki).slice(0, 20);
    expect(await verdict(target, { trust, certificates: few })).toMatchObject({ sub: null });
  });
});

describe('K25: anchors of the same name', () => {
  it('K25: are told apart by their keys', async () => {
    const root = (name: string) => authority(name, { subject: [{ CN: 'Root' }] });
    const pki = await createPki({ entities: [root('true'), root('false'), leaf('true')] });
    const [genuine, other, target = new Uint8Array()] = all(pki);
    const trusting = (...trust: readonly (Uint8Array | undefined)[]) =>
      verdict(target, { trust: trust.flatMap((one) => one ?? []), certificates: all(pki) });
    expect((await trusting(genuine)).sub).toBeNull();
    expect((await trusting(other, genuine)).sub).toBeNull();
    const refused = await trusting(other);
    expect(refused.sub).toBe('NO_CERTIFICATE_CHAIN_FOUND');
    expect(refused.why).toContain('PATH_ISSUER_KEY_DIFFERS');
  });

  it('K25: do not vouch for an impostor who names their key', async () => {
    const pki = await createPki({
      entities: [authority('root'), authority('thief'), leaf('root', { quirks: { signedBy: 'thief' } })],
    });
    const found = await verdict(pki.entity('leaf').certificate, {
      trust: [pki.entity('root').certificate],
      certificates: all(pki),
    });
    expect(found).toEqual({ sub: 'CERTIFICATE_CHAIN_GENERAL_FAILURE', why: ['PATH_SIGNATURE_INVALID'] });
  });
});

describe('C16: odd certificates', () => {
  const odd = async (changes: Partial<EntityDefinition>) => {
    const pki = await createPki({ entities: [authority('root'), leaf('root', changes)] });
    return verdict(pki.entity('leaf').certificate, { trust: [pki.entity('root').certificate] });
  };

  it('C16: are refused for an unknown critical extension, a serial number below zero, a NUL in a host', async () => {
    expect((await odd({ quirks: { extensions: [unknownExtension(false)] } })).sub).toBeNull();
    expect((await odd({ quirks: { extensions: [unknownExtension(true)] } })).why).toEqual([
      'PATH_CRITICAL_EXTENSION_UNKNOWN',
    ]);
    expect((await odd({ serialNumber: Uint8Array.of(0x85) })).why).toEqual([
      'CERTIFICATE_SERIAL_NOT_POSITIVE',
    ]);
    const host = names({ kind: 'dNSName', value: 'good.example\0.evil.example' });
    expect((await odd({ quirks: { extensions: [host] } })).why).toEqual([
      'CERTIFICATE_ALTERNATIVE_NAMES_MALFORMED',
    ]);
  });

  it('C16: with the same extension twice are no certificates', async () => {
    const pki = await createPki({ entities: [authority('root'), authority('ca', { issuer: 'root' })] });
    const twice = pki.entity('ca').certificate.slice();
    const usage = Uint8Array.of(0x06, 0x03, 0x55, 0x1d, 0x0f);
    const at = indexOfBytes(twice, usage);
    expect(at).toBeGreaterThan(0);
    // basicConstraints a second time, in place of keyUsage.
    twice[at + 4] = 0x13;
    const found = await verdict(twice, { trust: [pki.entity('root').certificate] });
    expect(found).toEqual({ sub: 'FORMAT_FAILURE', why: ['CERTIFICATE_UNREADABLE'] });
  });

  it('C16: have names that are the same in any kind of string, and in no other words', async () => {
    const utf8 = authority('root', { subject: [{ CN: 'Seal Authority' }] });
    const bmp = Uint8Array.from([
      0x1e,
      28,
      ...[...'SEAL authority'].flatMap((one) => [0, one.charCodeAt(0)]),
    ]);
    const asBmp = await createPki({
      entities: [utf8, leaf('root', { quirks: { issuerName: [{ CN: bmp }] } })],
    });
    const [root = new Uint8Array(), target = new Uint8Array()] = all(asBmp);
    expect((await verdict(target, { trust: [root] })).sub).toBeNull();
    const other = await createPki({
      entities: [utf8, leaf('root', { quirks: { issuerName: [{ CN: 'Seal Authority\0' }] } })],
    });
    const [, stranger = new Uint8Array()] = all(other);
    expect((await verdict(stranger, { trust: [root] })).sub).toBe('NO_CERTIFICATE_CHAIN_FOUND');
  });
});

describe('K29: times at the edges', () => {
  it('K29: the end of time is a time like any other, and so are the first and the last second', async () => {
    const end = new Date('9999-12-31T23:59:59Z');
    const notBefore = new Date('2049-12-31T23:59:59Z');
    const forever = { notBefore, notAfter: end };
    const pki = await createPki({ entities: [authority('root'), leaf('root', forever)] });
    expect(certificateOf(pki.entity('leaf'))).toMatchObject(forever);
    const at = async (time: string) =>
      (
        await verdict(pki.entity('leaf').certificate, {
          trust: [pki.entity('root').certificate],
          validationTime: new Date(time),
        })
      ).why;
    const outside = ['CERTIFICATE_VALID_AT_TIME'];
    expect(await at('2049-12-31T23:59:58.999Z')).toEqual(expect.arrayContaining(outside));
    for (const time of ['2049-12-31T23:59:59.000Z', '2050-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z'])
      expect(await at(time)).not.toEqual(expect.arrayContaining(outside));
  });
});
