/** Certificates and services for tests of the determination of the EU, as data. */
import { type DerNode, element, encode, OID, objectIdentifier, sequence } from '@eseal/core/asn1';
import { type Certificate, parseCertificate } from '@eseal/core/x509';
import { certificatePolicies, type ExtensionDefinition } from '@eseal/testkit';
import { certificateContent } from '../src/determination/certificate-content.ts';
import type { AppliedService } from '../src/determination/eu/applied-service.ts';
import type { DeterminationInput } from '../src/determination/input.ts';
import { EU_SCHEME } from '../src/lists/schemes/eu.ts';
import type { ListedService, Qualification, ServiceState } from '../src/trust/listed-service.ts';
import { goodWorld } from './judging.ts';

const TRUST_SERVICE = 'http://uri.etsi.org/TrstSvc';

/** URI of a type of service, such as `CA/QC`. */
export const serviceType = (tail: string): string => `${TRUST_SERVICE}/Svctype/${tail}`;
/** URI of a status, such as `granted`. */
export const serviceStatus = (tail: string): string => `${TRUST_SERVICE}/TrustedList/Svcstatus/${tail}`;
/** URI of a qualifier or of additionalServiceInformation, such as `ForeSeals`. */
export const information = (tail: string): string => `${TRUST_SERVICE}/TrustedList/SvcInfoExt/${tail}`;

/** When the certificates of the tests were issued. */
export const ISSUED: Date = new Date('2024-01-01T00:00:00Z');
/** When the seals of the tests were made. */
export const SEALED: Date = new Date('2026-06-01T00:00:00Z');
/** When the tests ask. */
export const ASKED: Date = new Date('2026-11-01T00:00:00Z');

/** What a certificate of a test says. */
export interface Stated {
  /** Default {@link ISSUED}. */
  readonly notBefore?: Date;
  /** Statements without content; default QcCompliance. */
  readonly statements?: readonly string[];
  /** Default the one of seals. */
  readonly types?: readonly string[];
  readonly legislations?: readonly string[];
  readonly policies?: readonly string[];
  /** Others, or such as cannot be read. */
  readonly extensions?: readonly ExtensionDefinition[];
}

let base: Promise<Certificate> | undefined;

/** A certificate that says this and nothing else of its use. */
export async function certificateStating(stated: Stated = {}): Promise<Certificate> {
  base ??= goodWorld().then(({ seal }) => parseCertificate(seal.certificate));
  const { notBefore = ISSUED, policies = [], extensions = [] } = stated;
  const given = [
    ...qcStatementsOf(stated),
    ...(policies.length > 0 ? [certificatePolicies(policies.map((oid) => ({ oid })))] : []),
    ...extensions,
  ];
  const last = new Map(given.map((extension) => [extension.oid, extension]));
  return { ...(await base), notBefore, extensions: [...last.values()] };
}

/** The extension qcStatements. */
export function qcStatementsOf(stated: Stated): readonly ExtensionDefinition[] {
  const { statements = [OID.qcCompliance], types = [OID.qcTypeEseal], legislations = [] } = stated;
  const all = [
    ...statements.map((statement) => sequence([objectIdentifier(statement)])),
    ...(types.length > 0
      ? [sequence([objectIdentifier(OID.qcType), sequence(types.map(objectIdentifier))])]
      : []),
    ...(legislations.length > 0
      ? [sequence([objectIdentifier(OID.qcCClegislation), sequence(legislations.map(printable))])]
      : []),
  ];
  return all.length === 0 ? [] : [{ oid: OID.qcStatements, critical: false, value: encode(sequence(all)) }];
}

function printable(text: string): DerNode {
  return element(0x13, [new TextEncoder().encode(text)]);
}

/** A period of a service that issues qualified certificates for seals, granted since the Regulation applies. */
export function stateOf(changes: Partial<ServiceState> = {}): ServiceState {
  return {
    type: serviceType('CA/QC'),
    names: [{ language: 'en', text: 'Test CA for qualified seals' }],
    status: serviceStatus('granted'),
    from: new Date('2016-06-30T22:00:00Z'),
    until: undefined,
    additionalInformation: [information('ForeSeals')],
    qualifications: [],
    expiredCertsRevocationInfo: undefined,
    unknownCriticalExtensions: [],
    ...changes,
  };
}

/** A qualification of every certificate whose subject has a country. */
export function qualifying(...qualifiers: readonly string[]): Qualification {
  return {
    qualifiers: qualifiers.map(information),
    criteria: { assert: 'all', criteria: [{ kind: 'subject-attributes', attributes: [OID.country] }] },
  };
}

/** A service on a list of the EU. */
export function serviceOf(
  states: readonly ServiceState[] = [stateOf()],
  changes: Partial<Omit<ListedService, 'list' | 'states'>> & {
    readonly list?: Partial<ListedService['list']>;
  } = {},
): ListedService {
  return {
    provider: [{ language: 'en', text: 'Test provider' }],
    identities: [],
    agreements: [],
    ...changes,
    states,
    list: {
      scheme: EU_SCHEME,
      territory: 'XX',
      sequenceNumber: 7,
      issueDate: new Date('2026-05-01T00:00:00Z'),
      nextUpdate: new Date('2026-12-01T00:00:00Z'),
      location: undefined,
      sha256: '00'.repeat(32),
      ...changes.list,
    },
  };
}

/** A seal that passed, under services that issued its certificate. */
export function sealUnder(
  certificate: Certificate,
  services: readonly ListedService[],
  changes: Partial<DeterminationInput> = {},
): DeterminationInput {
  return {
    certificate,
    path: [certificate],
    policies: undefined,
    services: services.map((service) => ({ service, depth: 1 })),
    conclusion: { indication: 'TOTAL-PASSED' },
    bestSignatureTime: SEALED,
    validationTime: ASKED,
    timestamp: undefined,
    ...changes,
  };
}

/** A service as it applies to the certificate, with these qualifiers met. */
export function appliedTo(
  certificate: Certificate,
  changes: Partial<ServiceState> = {},
  qualifiers: readonly string[] = [],
): AppliedService {
  const state = stateOf(changes);
  return {
    service: serviceOf([state]),
    state,
    original: state,
    recognition: undefined,
    qualifiers: qualifiers.map(information),
    undecidable: false,
    content: certificateContent(certificate),
  };
}
