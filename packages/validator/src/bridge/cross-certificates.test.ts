import { CoreError } from '@eseal/core';
import { parseCertificate } from '@eseal/core/x509';
import { type BridgedWorld, createCertificateHandler, toPem } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { bridgedWorld } from '../../test/bridging.ts';
import {
  type CrossCertificateSource,
  collectCrossCertificates,
  parseCrossCertificates,
} from './cross-certificates.ts';

let world: BridgedWorld;

beforeAll(async () => {
  world = await bridgedWorld();
});

const certificateOf = (entity: string) => parseCertificate(world.entity(entity).certificate);

/** The world's directory. */
const directory = (): CrossCertificateSource => ({
  crossCertificatesOf: (authority) => world.directory.lookUp(authority, 'crossCertificatePair'),
});

describe('parseCrossCertificates', () => {
  it('reads certificates, pairs and bundles, in DER and in PEM', async () => {
    const two = ['root-to-bridge', 'bridge-to-b'].map((name) => world.entity(name).certificate);
    const [one = new Uint8Array()] = two;
    const request = { method: 'GET', url: 'http://eseal.test/', headers: {} } as const;
    const { body: bundle } = await createCertificateHandler(two)(request);
    const [pair = new Uint8Array()] = await world.directory.lookUp(
      certificateOf('bridge').subject,
      'crossCertificatePair',
    );
    const text = (pem: string) => new TextEncoder().encode(pem);
    const counts = [one, bundle, pair, text(toPem('CERTIFICATE', ...two))].map((bytes) => {
      const { certificates, leftOut } = parseCrossCertificates(bytes);
      return [certificates.length, leftOut];
    });
    expect(counts).toEqual([
      [1, 0],
      [2, 0],
      [2, 0],
      [2, 0],
    ]);
  });

  it('gives the lists beside them', async () => {
    const [list = new Uint8Array()] = await world.directory.lookUp(
      certificateOf('root').subject,
      'authorityRevocationList',
    );
    const text = `${toPem('CERTIFICATE', world.root.certificate)}${toPem('X509 CRL', list)}`;
    const { certificates, crls } = parseCrossCertificates(new TextEncoder().encode(text));
    expect([certificates.length, crls]).toEqual([1, [list]]);
  });

  it('says how much of what it was given is none, and throws nothing', () => {
    const broken = world.root.certificate.subarray(0, 40);
    for (const bytes of [
      broken,
      new Uint8Array(),
      new TextEncoder().encode('no PEM'),
      Uint8Array.of(0x30, 0),
    ])
      expect(parseCrossCertificates(bytes)).toEqual({ certificates: [], crls: [], leftOut: 1 });
    const mixed = toPem('CERTIFICATE', world.root.certificate, broken);
    expect(parseCrossCertificates(new TextEncoder().encode(mixed))).toMatchObject({ leftOut: 1 });
  });
});

describe('collectCrossCertificates', () => {
  it('finds the whole bridge from the own authority', async () => {
    const { certificates, ...others } = await collectCrossCertificates(directory(), [
      certificateOf('root').subject,
    ]);
    expect(others).toEqual({ leftOut: 0, problems: [], truncated: false });
    const found = world.pki.entities.filter(({ certificate }) =>
      certificates.some(({ raw }) => String(raw) === String(certificate)),
    );
    const between = world.pki.entities.filter(({ name }) => /-to-|-with-/.test(name));
    expect(found.map(({ name }) => name)).toEqual(between.map(({ name }) => name));
  });

  it('asks about every authority once, however often it is certified', async () => {
    const asked: string[] = [];
    await collectCrossCertificates(
      {
        crossCertificatesOf: (authority) => {
          asked.push(String(authority.raw));
          return world.directory.lookUp(authority, 'crossCertificatePair');
        },
      },
      [certificateOf('root').subject, certificateOf('root').subject],
    );
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked.length).toBeGreaterThan(5);
  });

  it('goes on where a source fails for one authority, and tells why', async () => {
    const failing: CrossCertificateSource = {
      crossCertificatesOf: (authority) => {
        const isBridge = String(authority.raw) === String(certificateOf('bridge').subject.raw);
        if (isBridge) throw new CoreError('TRANSPORT_FAILED', 'no answer');
        return world.directory.lookUp(authority, 'crossCertificatePair');
      },
    };
    const { certificates, problems } = await collectCrossCertificates(failing, [
      certificateOf('root').subject,
    ]);
    expect(problems).toEqual([
      { authority: 'OU=Bridge CA, O=Example Government, C=JP', reason: 'no answer' },
    ]);
    expect(certificates).toHaveLength(2);
  });

  it('keeps to its limits, and says that it did', async () => {
    const from = [certificateOf('root').subject];
    const few = await collectCrossCertificates(directory(), from, { maxAuthorities: 2 });
    expect(few.truncated).toBe(true);
    const small = await collectCrossCertificates(directory(), from, { maxCertificates: 3 });
    expect(small.certificates).toHaveLength(3);
    expect(small.leftOut).toBe(7);
  });

  it('counts what cannot be read', async () => {
    const source = { crossCertificatesOf: () => [Uint8Array.of(0x30, 0), new Uint8Array()] };
    const { certificates, leftOut } = await collectCrossCertificates(source, [certificateOf('root').subject]);
    expect([certificates, leftOut]).toEqual([[], 2]);
  });

  it('ends when it is aborted', async () => {
    const source: CrossCertificateSource = {
      crossCertificatesOf: (_, { signal } = {}) => {
        throw new CoreError('ABORTED', 'aborted', { cause: signal?.reason });
      },
    };
    const signal = AbortSignal.abort();
    await expect(
      collectCrossCertificates(source, [certificateOf('root').subject], { signal }),
    ).rejects.toMatchObject({ code: 'ABORTED' });
  });
});
