/** The services of a world behind one address. */
import type { Clock } from '../../clock.ts';
import { createCertificateHandler } from '../../services/aia.ts';
import { type CrlFault, createCrlHandler } from '../../services/crl.ts';
import { type HttpFault, isHttpFault, withHttpFault } from '../../services/fault.ts';
import type { Handler } from '../../services/handler.ts';
import { createOcspHandler, type OcspFault, type OcspOptions } from '../../services/ocsp.ts';
import type { ReasonName, Revocation } from '../../services/revocation.ts';
import { createRouter, type Route } from '../../services/router.ts';
import type { TimestampFault } from '../../services/timestamp-fault.ts';
import { createTimestampAuthority, type TimestampAuthorityOptions } from '../../services/tsa.ts';
import type { Entity, Pki } from '../define.ts';

/** A certificate of the world that is revoked at some time; before that time services say nothing of it. */
export interface WorldRevocation {
  /** Name of the entity. */
  readonly entity: string;
  readonly at: Date;
  readonly reason?: ReasonName;
  readonly invalidSince?: Date;
}

/** What is wrong with the services. Default nothing. */
export interface WorldFaults {
  readonly tsa?: TimestampFault | HttpFault;
  readonly ocsp?: OcspFault | HttpFault;
  readonly crl?: CrlFault | HttpFault;
  readonly certificates?: HttpFault;
}

/** What the services need to know. */
export interface WorldServices {
  readonly pki: Pki;
  readonly clock: Clock;
  readonly revocations: readonly WorldRevocation[];
  readonly faults: WorldFaults;
  readonly timestamps: Omit<TimestampAuthorityOptions, 'authority' | 'clock' | 'fault'>;
  readonly ocsp: Omit<OcspOptions, 'authorities' | 'clock' | 'fault'>;
}

/** All services of a world. */
export function createWorldHandler(services: WorldServices): Handler {
  const issuers = services.pki.entities.filter((entity) => issuedBy(entity, services.pki).length > 0);
  return createRouter(services.pki.baseUrl, [
    { path: '/tsa', handler: timestamps(services) },
    ...ocsp(services, issuers),
    ...issuers.flatMap((issuer) => published(services, issuer)),
  ]);
}

function timestamps({ pki, clock, timestamps: settings, faults }: WorldServices): Handler {
  const options = { ...settings, authority: pki.entity('tsa'), clock };
  return inject(faults.tsa, (fault) => createTimestampAuthority({ ...options, ...fault }).handler);
}

function ocsp(services: WorldServices, issuers: readonly Entity[]): readonly Route[] {
  const { pki, clock, faults } = services;
  const delegate = pki.entities.find(({ name }) => name === 'ocsp');
  const authorities = issuers.map((issuer) => ({
    issuer,
    responder: delegate?.issuer === issuer ? delegate : issuer,
    issued: issuedBy(issuer, pki).map(({ serialNumber }) => serialNumber),
    revocations: revocationsBy(issuer, services),
  }));
  const handler = inject(faults.ocsp, (fault) =>
    createOcspHandler({ ...services.ocsp, authorities, clock, ...fault }),
  );
  return [
    { path: '/ocsp', handler },
    { path: '/ocsp/', handler },
  ];
}

function published(services: WorldServices, issuer: Entity): readonly Route[] {
  const { clock, faults } = services;
  const list = { issuer, clock, revocations: revocationsBy(issuer, services) };
  const certificate = createCertificateHandler([issuer.certificate]);
  return [
    {
      path: `/crl/${issuer.name}.crl`,
      handler: inject(faults.crl, (fault) => createCrlHandler({ ...list, ...fault })),
    },
    { path: `/certificates/${issuer.name}.cer`, handler: inject(faults.certificates, () => certificate) },
  ];
}

/** The service with its fault: in front of it, or handed to it as an option. */
function inject<Fault extends { readonly kind: string }>(
  fault: Fault | HttpFault | undefined,
  create: (options: { readonly fault?: Fault }) => Handler,
): Handler {
  if (fault === undefined) return create({});
  return isHttpFault(fault) ? withHttpFault(create({}), fault) : create({ fault });
}

function issuedBy(issuer: Entity, pki: Pki): readonly Entity[] {
  return pki.entities.filter((entity) => entity.issuer === issuer);
}

function revocationsBy(issuer: Entity, { pki, revocations }: WorldServices): readonly Revocation[] {
  return revocations
    .map(({ entity, ...rest }) => ({ revoked: pki.entity(entity), rest }))
    .filter(({ revoked }) => revoked.issuer === issuer)
    .map(({ revoked, rest }) => ({ serialNumber: revoked.serialNumber, ...rest }));
}
