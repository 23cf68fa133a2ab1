import { createGoodWorld, createPki, type Entity, flipBit } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { parseCertificate } from '../x509/certificate.ts';
import { belongsToAuthority } from './authority.ts';

const NOW = new Date('2026-11-01T09:00:00Z');
const world = await createGoodWorld({ now: NOW });
const elsewhere = await createGoodWorld({ now: NOW });
const read = ({ certificate }: Entity) => parseCertificate(certificate);
const between = [read(world.issuingCa), read(world.root)];

describe('a unit of an authority', () => {
  it('is the one whose certificate the authority is known by, and no other', async () => {
    expect(await belongsToAuthority(read(world.tsa), read(world.tsa), [])).toBe(true);
    expect(await belongsToAuthority(read(world.tsa), read(world.ocsp), between)).toBe(false);
    expect(await belongsToAuthority(read(world.tsa), read(elsewhere.tsa), between)).toBe(false);
  });

  it('is below the CA that the authority is known by', async () => {
    expect(await belongsToAuthority(read(world.tsa), read(world.issuingCa), [])).toBe(true);
    expect(await belongsToAuthority(read(world.tsa), read(world.root), between)).toBe(true);
    expect(await belongsToAuthority(read(world.tsa), read(world.root), [])).toBe(false);
  });

  it('K20: is not below a CA of the same name with another key', async () => {
    expect(await belongsToAuthority(read(world.tsa), read(elsewhere.issuingCa), [])).toBe(false);
    expect(await belongsToAuthority(read(world.tsa), read(elsewhere.root), between)).toBe(false);
  });

  it('is not below a CA that did not sign its certificate', async () => {
    const { certificate } = world.tsa;
    const damaged = parseCertificate(flipBit(certificate, -1));
    expect(await belongsToAuthority(damaged, read(world.issuingCa), [])).toBe(false);
  });

  it('is not below a certificate that is none of a CA', async () => {
    const years = { notBefore: NOW, notAfter: new Date('2030-01-01T00:00:00Z') };
    const pki = await createPki({
      entities: [
        { name: 'unit', subject: [{ CN: 'Unit 1' }], profile: { kind: 'timestamping' }, ...years },
        {
          name: 'below',
          issuer: 'unit',
          subject: [{ CN: 'Unit 2' }],
          profile: { kind: 'timestamping' },
          ...years,
        },
      ],
    });
    expect(await belongsToAuthority(read(pki.entity('below')), read(pki.entity('unit')), [])).toBe(false);
  });
});
