/** Authenticated lists of the services of a world, as plain data. */
import type { Certificate } from '@eseal/core/x509';
import type { Entity, World } from '@eseal/testkit';
import type { AuthenticatedList, TrustService } from '../src/lists/list.ts';
import type { ServiceIdentity, ServiceState } from '../src/trust/listed-service.ts';
import { JP, JP_LIST, stateOf } from './japanese-scheme.ts';
import { certificateOf, NOW } from './judging.ts';

/** The identity that a certificate gives a service. */
export function identityOf(certificate: Certificate): ServiceIdentity {
  const { publicKey, subject: name } = certificate;
  return { name, certificate, publicKey, subjectKeyIdentifier: undefined };
}

/** A service that these entities are; accredited for seals since long ago unless told otherwise. */
export function listed(
  entities: Entity | readonly Entity[],
  states: readonly ServiceState[] = [stateOf()],
): TrustService {
  const all = 'name' in entities ? [entities] : entities;
  return { identities: all.map((entity) => identityOf(certificateOf(entity))), states };
}

/** A list of one provider with these services. */
export function listOf(
  services: readonly TrustService[],
  {
    reference = {},
    ...changes
  }: { readonly reference?: Partial<AuthenticatedList['reference']> } & Partial<
    Pick<AuthenticatedList, 'agreements' | 'findings'>
  > = {},
): AuthenticatedList {
  const [identity] = services.flatMap(({ identities }) => identities);
  if (identity?.certificate === undefined) throw new TypeError('a list of tests has a certificate');
  const names = [{ language: 'ja', text: '試験事業者' }];
  return {
    reference: { ...JP_LIST, ...reference },
    list: {
      scheme: NO_INFORMATION,
      pointers: [],
      providers: [{ names, tradeNames: [], informationUris: [], services }],
      structure: { valid: true, messages: [] },
    },
    // Nobody looks at who signed it any more.
    signer: identity.certificate,
    agreements: [],
    findings: [],
    ...changes,
  };
}

const NO_INFORMATION: AuthenticatedList['list']['scheme'] = {
  version: 6,
  sequenceNumber: 7,
  type: undefined,
  operatorNames: [],
  schemeNames: [],
  informationUris: [],
  statusDeterminationApproach: undefined,
  communityRules: [],
  territory: 'JP',
  issueDate: NOW,
  nextUpdate: undefined,
  isLast: true,
  distributionPoints: [],
};

/** A state of an accredited service for timestamps. */
export function stamping(changes: Partial<ServiceState> = {}): ServiceState {
  return stateOf({ type: JP.timestampAuthority, names: [{ language: 'ja', text: '時刻認証' }], ...changes });
}

/** The list of a world: its issuing authority for seals, and the unit that makes its timestamps. */
export function worldList({ issuingCa, tsa }: Pick<World, 'issuingCa' | 'tsa'>): AuthenticatedList {
  return listOf([listed(issuingCa), listed(tsa, [stamping()])]);
}
