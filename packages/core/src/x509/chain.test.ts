import { createBridgedWorld, createGoodWorld, createPki } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { certificateWith } from '../../test/certificate-with.ts';
import * as OID from '../asn1/oids.ts';
import { parseCertificate } from './certificate.ts';
import { isSelfIssued, orderChain } from './chain.ts';

describe('the order among certificates', () => {
  it('is from the seal’s certificate to the root, in whatever order they are given', async () => {
    const { root, issuingCa, seal, tsa } = await createGoodWorld();
    const [rootCertificate, ca, leaf, other] = [root, issuingCa, seal, tsa].map(({ certificate }) =>
      parseCertificate(certificate),
    );
    if (!rootCertificate || !ca || !leaf || !other) throw new TypeError('the world is incomplete');
    expect(orderChain(leaf, [rootCertificate, other, leaf, ca])).toEqual([leaf, ca, rootCertificate]);
    expect(orderChain(leaf, [other, ca])).toEqual([leaf, ca]);
    expect(orderChain(leaf, [rootCertificate])).toEqual([leaf]);
    expect(orderChain(leaf, [])).toEqual([leaf]);
    expect(orderChain(rootCertificate, [ca])).toEqual([rootCertificate]);
    expect([rootCertificate, ca, leaf].map(isSelfIssued)).toEqual([true, false, false]);
  });

  it('prefers the issuer whose key is named, among issuers of one name', async () => {
    const dates = { notBefore: new Date('2026-01-01'), notAfter: new Date('2036-01-01') };
    const ca = { subject: [{ CN: 'CA' }], profile: { kind: 'ca' }, issuer: 'root', ...dates } as const;
    const pki = await createPki({
      entities: [
        { name: 'root', subject: [{ CN: 'Root' }], profile: { kind: 'ca' }, ...dates },
        { ...ca, name: 'old' },
        { ...ca, name: 'new' },
        {
          name: 'leaf',
          issuer: 'new',
          subject: [{ CN: 'Leaf' }],
          profile: { kind: 'timestamping' },
          ...dates,
        },
      ],
    });
    const [older, newer, leaf] = ['old', 'new', 'leaf'].map((name) =>
      parseCertificate(pki.entity(name).certificate),
    );
    if (!older || !newer || !leaf) throw new TypeError('the PKI is incomplete');
    for (const pool of [
      [older, newer],
      [newer, older],
    ])
      expect(orderChain(leaf, pool)).toEqual([leaf, newer]);
    expect(orderChain(leaf, [older])).toEqual([leaf, older]);
  });

  it('goes on from a key that another key of the authority certified, and ends at a root all the same', async () => {
    const world = await createBridgedWorld();
    const parsed = (...names: readonly string[]) =>
      names.map((name) => parseCertificate(world.entity(name).certificate));
    const rolled = parsed(
      'd-policy',
      'd-new-with-old',
      'bridge2-to-d',
      'bridge-to-bridge2',
      'root-to-bridge',
    );
    const [leaf, ...issuers] = rolled;
    if (leaf === undefined) throw new TypeError('there is a leaf');
    expect(orderChain(leaf, issuers.toReversed())).toEqual(rolled);
    expect(orderChain(leaf, issuers.slice(0, 1))).toEqual(rolled.slice(0, 2));
    const [root, other] = parsed('d-root', 'd-root-new');
    if (root === undefined || other === undefined) throw new TypeError('there are two roots');
    expect(orderChain(root, [other, ...issuers])).toEqual([root]);
  });

  it('does not mind key identifiers that cannot be read', () => {
    const issuer = [[[OID.commonName, 'Test CA']]] as const;
    const broken = { oid: OID.authorityKeyIdentifier, value: Uint8Array.of(5, 0) };
    const leaf = certificateWith({ subject: [[[OID.commonName, 'Leaf']]], extensions: [broken] });
    const ca = certificateWith({
      subject: issuer,
      extensions: [{ ...broken, oid: OID.subjectKeyIdentifier }],
    });
    expect(orderChain(leaf, [ca])).toEqual([leaf, ca]);
  });

  it('ends where certificates name each other', () => {
    const one = certificateWith({ subject: [[[OID.commonName, 'One']]] });
    const two = certificateWith({ subject: [[[OID.commonName, 'Two']]] });
    const a = { ...one, issuer: two.subject };
    const b = { ...two, issuer: one.subject };
    expect(orderChain(a, [a, b])).toEqual([a, b]);
  });
});
