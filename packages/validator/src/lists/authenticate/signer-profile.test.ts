import { parseCertificate } from '@eseal/core/x509';
import { createPki, type EntityDefinition } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { NOW } from '../test-lists.ts';
import { describeSigner, signerDepartures } from './signer-profile.ts';

async function signer(definition: Partial<EntityDefinition> = {}) {
  const pki = await createPki({
    entities: [
      {
        name: 'signer',
        subject: [{ C: 'JP' }, { CN: 'Signer' }],
        profile: { kind: 'list-signing' },
        notBefore: new Date('2026-01-01T00:00:00Z'),
        notAfter: new Date('2028-01-01T00:00:00Z'),
        key: 'p256',
        ...definition,
      },
    ],
  });
  return parseCertificate(pki.entity('signer').certificate);
}

describe('the certificate of a signer', () => {
  it('that is for signing lists of its country is nothing unusual', async () => {
    expect(describeSigner(await signer(), 'JP', NOW)).toEqual([]);
    expect(describeSigner(await signer(), undefined, NOW)).toEqual([]);
    expect(describeSigner(await signer(), 'EU', NOW)).toEqual([]);
  });

  it('of an authority, or for something else, departs from its profile in what matters', async () => {
    const authority = await signer({ profile: { kind: 'ca' } });
    expect(signerDepartures(authority, 'JP').filter(({ essential }) => essential)).toHaveLength(3);
    const tsa = await signer({ profile: { kind: 'timestamping' } });
    expect(signerDepartures(tsa, 'JP').map(({ departure }) => departure)).toEqual([
      'its extended key usage is not the signing of trusted lists',
    ]);
  });

  it('of another country, without a key identifier or with an unreadable extension is told of', async () => {
    const [finding] = describeSigner(await signer(), 'SE', NOW);
    expect(finding).toMatchObject({ id: 'LIST_SIGNER_PROFILE', severity: 'warning' });
    expect(finding?.message.en).toContain("its country is not the list's");
    const without = await signer({ quirks: { without: ['2.5.29.14'] } });
    expect(signerDepartures(without, 'JP')).toMatchObject([{ essential: false }]);
    const unreadable = { oid: '2.5.29.37', critical: false, value: Uint8Array.of(0x30, 0x80) };
    expect(signerDepartures(await signer({ quirks: { extensions: [unreadable] } }), 'JP')).toHaveLength(1);
  });

  it('is compared with the codes that lists have for Greece and the United Kingdom', async () => {
    expect(signerDepartures(await signer({ subject: [{ C: 'GR' }, { CN: 'x' }] }), 'EL')).toEqual([]);
    expect(signerDepartures(await signer({ subject: [{ C: 'GB' }, { CN: 'x' }] }), 'UK')).toEqual([]);
    expect(signerDepartures(await signer({ subject: [{ C: 'EL' }, { CN: 'x' }] }), 'EL')).toHaveLength(1);
  });

  it.each([
    ['2025-12-31T23:59:59Z', true],
    ['2026-01-01T00:00:00Z', false],
    ['2028-01-01T00:00:00Z', false],
    ['2028-01-01T00:00:01Z', true],
  ])('at %s is outside its validity: %s', async (time, isOutside) => {
    const findings = describeSigner(await signer(), 'JP', new Date(time));
    expect(findings.map(({ id }) => id)).toEqual(isOutside ? ['LIST_SIGNER_VALIDITY'] : []);
  });
});
