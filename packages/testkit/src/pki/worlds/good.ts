/**
 * The good world: nothing is odd. A root, an issuing CA with an organizationIdentifier in its name, a seal certificate by
 * Fig. 14 of the MIC e-seal Guidelines (2nd edition) for 株式会社サンプル (two policies, subject alias, HTTP addresses of CRL, OCSP
 * and issuer), a time-stamping unit with a critical and sole key purpose, and a delegated OCSP responder with nocheck.
 *
 * @module
 */
import { addDays } from '../../clock.ts';
import type { EntityDefinition } from '../define.ts';
import {
  SAMPLE_ALIAS,
  SAMPLE_AUTHORITY,
  SAMPLE_ORGANIZATION,
  SAMPLE_POLICIES,
} from '../sample-organization.ts';
import { createWorld, type World, type WorldOptions } from './world.ts';

/** Options of {@link createGoodWorld}. */
export interface GoodWorldOptions extends WorldOptions {
  /** LEI of the seal certificate, as an extension. Default none. */
  readonly lei?: string;
}

/**
 * A world in which everything is as it should be.
 *
 * @example
 * ```ts
 * import { createGoodWorld } from '@eseal/testkit';
 *
 * const world = await createGoodWorld({ key: 'p256', now: new Date('2026-11-01T00:00:00Z') });
 * const answer = await world.transport({ method: 'GET', url: world.urls.crl, headers: {} });
 * console.log(world.chain.length, answer.status);
 * ```
 */
export function createGoodWorld(options: GoodWorldOptions = {}): Promise<World> {
  return createWorld((now) => goodEntities(now, options), options);
}

/** The good world's certificates; the seal's lasts two years as in Fig. 14. */
export function goodEntities(
  now: Date,
  options: { readonly lei?: string } = {},
): readonly EntityDefinition[] {
  const years = (from: number, to: number) => ({
    notBefore: addDays(now, from * 365),
    notAfter: addDays(now, to * 365),
  });
  const month = { notBefore: addDays(now, -30) };
  return [
    {
      name: 'root',
      subject: [...SAMPLE_AUTHORITY, { CN: 'eSeal Test Root CA' }],
      profile: { kind: 'ca' },
      ...years(-2, 18),
    },
    {
      name: 'issuing-ca',
      issuer: 'root',
      subject: [...SAMPLE_AUTHORITY, { CN: 'eSeal Test Issuing CA' }],
      profile: { kind: 'ca', pathLength: 0, policies: [{ oid: '2.5.29.32.0' }] },
      ...years(-1, 9),
    },
    {
      name: 'seal',
      issuer: 'issuing-ca',
      subject: SAMPLE_ORGANIZATION,
      profile: {
        kind: 'seal',
        policies: SAMPLE_POLICIES,
        alias: SAMPLE_ALIAS,
        ...(options.lei === undefined ? {} : { lei: options.lei }),
      },
      ...month,
      notAfter: addDays(now, 700),
    },
    {
      name: 'tsa',
      issuer: 'issuing-ca',
      subject: [...SAMPLE_AUTHORITY, { CN: 'eSeal Test TSU 1' }],
      profile: { kind: 'timestamping' },
      ...month,
      notAfter: addDays(now, 8 * 365),
    },
    {
      name: 'ocsp',
      issuer: 'issuing-ca',
      subject: [...SAMPLE_AUTHORITY, { CN: 'eSeal Test OCSP Responder' }],
      profile: { kind: 'ocsp-responder' },
      notBefore: addDays(now, -1),
      notAfter: addDays(now, 90),
    },
  ];
}
