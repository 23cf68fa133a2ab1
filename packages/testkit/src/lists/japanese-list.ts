/**
 * The list of the testkit's Japan: the good world's authority and its timestamps are accredited, one authority no longer is, one
 * will be.
 *
 * @module
 */
import { type Certificate, parseCertificate } from '@eseal/core/x509';
import {
  type PointerDescription,
  type ServiceDescription,
  type ServiceStateDescription,
  type TrustedListDescription,
  withStatus,
} from '@eseal/validator/trusted-lists';
import { addDays } from '../clock.ts';
import type { World } from '../pki/worlds/world.ts';
import { JAPANESE_OPERATOR, JAPANESE_PROVIDER, serviceNames } from './parties.ts';
import type { ListTerms } from './schemes.ts';

/** What a list is made of beside its services. */
export interface ListFrame {
  /** The time it is made for; it was issued a day before. */
  readonly now: Date;
  readonly location: string;
  readonly pointers: readonly PointerDescription[];
}

/** When services of the lists began: before every certificate that rests on them. */
export function accreditedSince(now: Date): Date {
  return addDays(now, -365);
}

/** What became of services, as seen from the present: one ended, one is yet to begin. */
const SERVICE_TIMES = { withdrawn: -100, future: 30 } as const;

/** When a list was issued, and when the next one comes. */
export function issuedAt(now: Date): { readonly issueDate: Date; readonly nextUpdate: Date } {
  return { issueDate: addDays(now, -1), nextUpdate: addDays(now, 60) };
}

/** The list. */
export function describeJapaneseList(
  world: World,
  { location, now, pointers }: ListFrame,
  terms: ListTerms,
): TrustedListDescription {
  return {
    scheme: {
      ...JAPANESE_OPERATOR,
      ...issuedAt(now),
      sequenceNumber: 1,
      type: terms.list,
      statusDeterminationApproach: terms.approach,
      communityRules: [terms.rules],
      distributionPoints: [location],
    },
    pointers,
    providers: [{ ...JAPANESE_PROVIDER, services: japaneseServices(world, now, terms) }],
  };
}

function japaneseServices(world: World, now: Date, terms: ListTerms): readonly ServiceDescription[] {
  const authority = (entity: string, ja: string, en: string, from: Date): ServiceDescription =>
    service(certificateOf(world, entity), {
      type: terms.authority,
      additionalInformation: terms.additionalInformation,
      qualifications: terms.qualifications,
      names: serviceNames(ja, en),
      status: terms.accredited,
      from,
    });
  const since = accreditedSince(now);
  return [
    authority('issuing-ca', 'eシール用認証局', 'CA for electronic seals', since),
    withStatus(
      authority('withdrawn-ca', '旧eシール用認証局', 'Former CA for electronic seals', since),
      terms.withdrawn,
      addDays(now, SERVICE_TIMES.withdrawn),
    ),
    authority(
      'future-ca',
      '新eシール用認証局',
      'New CA for electronic seals',
      addDays(now, SERVICE_TIMES.future),
    ),
    service(certificateOf(world, 'tsa'), {
      type: terms.timestamps,
      names: serviceNames('認定タイムスタンプ', 'Accredited timestamps'),
      status: terms.accredited,
      from: since,
    }),
  ];
}

/** A service of one certificate that has been the same since it began. */
export function service(certificate: Certificate, state: ServiceStateDescription): ServiceDescription {
  return { certificates: [certificate], states: [state] };
}

/** The certificate of an entity of a world. */
export function certificateOf(world: Pick<World, 'entity'>, name: string): Certificate {
  return parseCertificate(world.entity(name).certificate);
}
