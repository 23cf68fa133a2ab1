/**
 * Certificates around lists: authorities whose services were withdrawn, begin later or are on no list, qualified seals of
 * Europe, and those who sign the lists.
 *
 * @module
 */
import { addDays } from '../clock.ts';
import type { EntityDefinition } from '../pki/define.ts';
import type { QcStatementDefinition } from '../pki/extensions.ts';
import type { DistinguishedName } from '../pki/name.ts';
import type { Profile } from '../pki/profiles.ts';
import {
  SAMPLE_AUTHORITY,
  SAMPLE_LEI,
  SAMPLE_ORGANIZATION,
  SAMPLE_POLICIES,
} from '../pki/sample-organization.ts';

const EUROPEAN_AUTHORITY: DistinguishedName = [
  { C: 'XE' },
  { O: 'Example Qualified Trust Services' },
  { organizationIdentifier: 'VATXE-123456789' },
];

const EUROPEAN_ORGANIZATION: DistinguishedName = [
  { C: 'XE' },
  { O: 'Muster AG' },
  { organizationIdentifier: 'NTRXE-HRB123456' },
  { CN: 'Muster AG Seal' },
];

/** What a certificate for qualified seals states (EN 319 412-5): it is one, its key is in a device, it is for seals. */
const QUALIFIED_SEAL: readonly QcStatementDefinition[] = [
  { kind: 'compliance' },
  { kind: 'qscd' },
  { kind: 'type', type: 'eseal' },
];

/** Since when seals of other authorities than the good world's last: before anything became of the authority. */
const SEALED_SINCE = -200;

/** Beside the good world: an authority and a seal for each thing that may become of a service, and a seal with an LEI. */
export function japaneseEntities(now: Date): readonly EntityDefinition[] {
  return [
    ...sealOfAuthority(now, 'withdrawn'),
    ...sealOfAuthority(now, 'future'),
    ...sealOfAuthority(now, 'unlisted'),
    {
      name: 'lei-seal',
      issuer: 'issuing-ca',
      subject: [
        { C: 'JP' },
        { O: '株式会社サンプル' },
        { organizationIdentifier: `LEIXG-${SAMPLE_LEI}` },
        { CN: '株式会社サンプル 電子印' },
      ],
      profile: { kind: 'seal', policies: SAMPLE_POLICIES, lei: SAMPLE_LEI, leiRole: 'Accounting' },
      ...validFrom(now, -30),
    },
  ];
}

function sealOfAuthority(now: Date, name: string): readonly EntityDefinition[] {
  return [
    {
      name: `${name}-ca`,
      issuer: 'root',
      subject: [...SAMPLE_AUTHORITY, { CN: `eSeal Test ${name} CA` }],
      profile: { kind: 'ca', pathLength: 0, policies: [{ oid: '2.5.29.32.0' }] },
      ...validFrom(now, -365),
    },
    {
      name: `${name}-seal`,
      issuer: `${name}-ca`,
      subject: SAMPLE_ORGANIZATION,
      profile: { kind: 'seal', policies: SAMPLE_POLICIES },
      ...validFrom(now, SEALED_SINCE),
    },
  ];
}

/** The European world: `seal` is qualified, with its key in a device; `advanced-seal` states nothing. */
export function europeanEntities(now: Date): readonly EntityDefinition[] {
  const issued = (name: string, subject: DistinguishedName, profile: Profile): EntityDefinition => ({
    name,
    issuer: 'issuing-ca',
    subject,
    profile,
    ...validFrom(now, -30),
  });
  const policies = [{ oid: '2.999.2.1' }];
  return [
    {
      name: 'root',
      subject: [...EUROPEAN_AUTHORITY, { CN: 'Test Root CA' }],
      profile: { kind: 'ca' },
      ...validFrom(now, -730),
    },
    {
      name: 'issuing-ca',
      issuer: 'root',
      subject: [...EUROPEAN_AUTHORITY, { CN: 'Test Qualified Seal CA' }],
      profile: { kind: 'ca', pathLength: 0, policies: [{ oid: '2.5.29.32.0' }] },
      ...validFrom(now, -365),
    },
    issued('seal', EUROPEAN_ORGANIZATION, { kind: 'seal', policies, qcStatements: QUALIFIED_SEAL }),
    issued('advanced-seal', EUROPEAN_ORGANIZATION, { kind: 'seal', policies }),
    issued('tsa', [...EUROPEAN_AUTHORITY, { CN: 'Test Qualified TSU 1' }], { kind: 'timestamping' }),
    issued('ocsp', [...EUROPEAN_AUTHORITY, { CN: 'Test OCSP Responder' }], { kind: 'ocsp-responder' }),
  ];
}

/** Who signs the lists: `japan`, `member`, and two of the list of lists, of which the second replaced the first. */
export function listSigners(now: Date): readonly EntityDefinition[] {
  const signer = (name: string, C: string, O: string): EntityDefinition => ({
    name,
    subject: [{ C }, { O }, { CN: `List signer ${name}` }],
    profile: { kind: 'list-signing' },
    ...validFrom(now, -400),
  });
  return [
    signer('japan', 'JP', 'Example Trust Agency'),
    signer('member', 'XE', 'Example Supervisory Body'),
    signer('commission-first', 'XE', 'Example Commission'),
    signer('commission-second', 'XE', 'Example Commission'),
    { ...signer('stranger', 'JP', 'Example Trust Agency') },
  ];
}

function validFrom(now: Date, days: number): Pick<EntityDefinition, 'notAfter' | 'notBefore'> {
  return { notBefore: addDays(now, days), notAfter: addDays(now, days + 3 * 365) };
}
