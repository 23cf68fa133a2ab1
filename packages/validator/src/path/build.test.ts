import { type Certificate, formatName, parseCertificate } from '@eseal/core/x509';
import { createPki, type EntityDefinition, type Pki } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { goodWorld, NOW } from '../../test/judging.ts';
import { createPinnedTrust } from '../trust/pinned.ts';
import { buildPaths, type PathCandidate } from './build.ts';
import { createCertificatePool } from './certificate-pool.ts';
import { createCertificateVerifier } from './signature-cache.ts';

const YEARS = { notBefore: new Date('2020-01-01T00:00:00Z'), notAfter: new Date('2040-01-01T00:00:00Z') };

const authority = (name: string, others: Partial<EntityDefinition> = {}): EntityDefinition => ({
  name,
  subject: [{ CN: others.keyOf ?? name }],
  profile: { kind: 'ca' },
  ...YEARS,
  ...others,
});

const leaf = (issuer: string): EntityDefinition => ({
  name: 'leaf',
  issuer,
  subject: [{ CN: 'leaf' }],
  profile: { kind: 'bare' },
  ...YEARS,
});

async function search(
  pki: Pki,
  names: { readonly target?: string; readonly trust: readonly string[]; readonly pool: readonly string[] },
  limits: { readonly maxLength?: number; readonly maxCandidates?: number } = {},
): Promise<readonly string[]> {
  const der = (name: string): Uint8Array => pki.entity(name).certificate;
  const pool = createCertificatePool();
  pool.add(names.pool.map(der));
  const target = parseCertificate(der(names.target ?? 'leaf'));
  const nameOf = (certificate: Certificate): string =>
    pki.entities.find((entity) => certificate.raw.every((byte, at) => byte === entity.certificate[at]))
      ?.name ?? '';
  const candidates: PathCandidate[] = [];
  const trust = createPinnedTrust(names.trust.map(der));
  for await (const one of buildPaths(target, {
    trust,
    pool,
    time: NOW,
    verify: createCertificateVerifier(100),
    ...limits,
  }))
    candidates.push(one);
  return candidates.map((one) => `${one.chain.map(nameOf).join(' < ')}${endOf(one)}`);
}

function endOf(candidate: PathCandidate): string {
  switch (candidate.kind) {
    case 'path':
      return ` <= ${formatName(candidate.anchor.name)}`;
    case 'dead-end':
      return `: ${candidate.reason}`;
  }
}

describe('buildPaths', () => {
  it('finds the path through an intermediate to the anchor', async () => {
    const { pki } = await goodWorld();
    const found = await search(pki, { target: 'seal', trust: ['root'], pool: ['issuing-ca', 'tsa', 'root'] });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^seal < issuing-ca <= .*CN=eSeal Test Root CA/);
  });

  it('tells a missing issuer from a root that is not trusted', async () => {
    const { pki } = await goodWorld();
    expect(await search(pki, { target: 'seal', trust: ['root'], pool: [] })).toEqual([
      'seal: issuer-not-found',
    ]);
    expect(await search(pki, { target: 'seal', trust: [], pool: ['issuing-ca', 'root'] })).toEqual([
      'seal < issuing-ca < root: self-signed-not-trusted',
    ]);
  });

  it('tries the issuer with the named key first, and leaves out others of its name that did not sign', async () => {
    const pki = await createPki({
      entities: [
        authority('root'),
        authority('old', { issuer: 'root', subject: [{ CN: 'CA' }] }),
        authority('new', { issuer: 'root', subject: [{ CN: 'CA' }] }),
        leaf('new'),
      ],
    });
    const found = await search(pki, { trust: ['root'], pool: ['old', 'new'] });
    expect(found).toEqual(['leaf < new <= CN=root', 'leaf < old: key-differs']);
  });

  it('prefers an issuer that is valid at the time', async () => {
    const past = { notBefore: new Date('2010-01-01T00:00:00Z'), notAfter: new Date('2011-01-01T00:00:00Z') };
    const pki = await createPki({
      entities: [
        authority('root'),
        authority('ended', { issuer: 'root', subject: [{ CN: 'CA' }], ...past }),
        authority('renewed', { issuer: 'root', subject: [{ CN: 'CA' }], keyOf: 'ended' }),
        leaf('renewed'),
      ],
    });
    // Name and key of both are the same, so that only their periods differ.
    const found = await search(pki, { trust: ['root'], pool: ['ended', 'renewed'] });
    expect(found).toEqual(['leaf < renewed <= CN=root', 'leaf < ended <= CN=root']);
  });

  it('ends in a mesh of authorities that certify one another', async () => {
    const cross = (issuer: string, subject: string): EntityDefinition =>
      authority(`${issuer}-to-${subject}`, { issuer, keyOf: subject });
    const pki = await createPki({
      entities: [
        authority('a'),
        authority('b'),
        authority('c'),
        ...[
          ['a', 'b'],
          ['b', 'a'],
          ['b', 'c'],
          ['c', 'b'],
          ['a', 'c'],
          ['c', 'a'],
        ].map(([from = '', to = '']) => cross(from, to)),
        leaf('a'),
      ],
    });
    const pool = pki.entities.map(({ name }) => name);
    const found = await search(pki, { trust: ['c'], pool });
    expect(found).toContain('leaf < c-to-a <= CN=c');
    expect(found).toContain('leaf < b-to-a < c-to-b <= CN=c');
    expect(found.length).toBeLessThan(20);
  });

  it('stops at the longest path and the most candidates allowed', async () => {
    const names = ['1', '2', '3', '4', '5'];
    const pki = await createPki({
      entities: [
        authority('root'),
        ...names.map((name, at) => authority(name, { issuer: names[at - 1] ?? 'root' })),
        leaf('5'),
      ],
    });
    const from = { trust: ['root'], pool: names };
    expect(await search(pki, from)).toEqual(['leaf < 5 < 4 < 3 < 2 < 1 <= CN=root']);
    expect(await search(pki, from, { maxLength: 3 })).toEqual(['leaf < 5 < 4: too-long']);
    expect(await search(pki, { ...from, trust: ['root', '3'] }, { maxCandidates: 1 })).toEqual([
      'leaf < 5 < 4 <= CN=3',
      'leaf: too-many-paths',
    ]);
  });

  it('asks the trust source for certificates in between', async () => {
    const { pki } = await goodWorld();
    const root = createPinnedTrust([pki.entity('root').certificate]);
    const between = parseCertificate(pki.entity('issuing-ca').certificate);
    const trust = { ...root, certificatesNamed: () => [between] };
    const target = parseCertificate(pki.entity('seal').certificate);
    const candidates: PathCandidate[] = [];
    for await (const one of buildPaths(target, {
      trust,
      pool: createCertificatePool(),
      time: NOW,
      verify: createCertificateVerifier(10),
    }))
      candidates.push(one);
    expect(candidates.map(({ kind, chain }) => [kind, chain.length])).toEqual([['path', 2]]);
  });
});
