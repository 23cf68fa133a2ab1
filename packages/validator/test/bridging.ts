/** The bridged world as the relying party of domain A judges it. */
import { BRIDGED_POLICIES, type BridgedWorld, createBridgedWorld, type WorldOptions } from '@eseal/testkit';
import { type BridgeTrustOptions, createBridgeTrust } from '../src/bridge/bridge.ts';
import { type CertificateValidationOptions, validateCertificate } from '../src/certificate.ts';
import type { CertificateReport } from '../src/report/report.ts';
import { createOnlineRevocation } from '../src/retrieval/online-revocation.ts';
import type { TrustSource } from '../src/trust/source.ts';
import { NOW } from './judging.ts';

/** The bridged world at {@link NOW}. */
export function bridgedWorld(options: WorldOptions = {}): Promise<BridgedWorld> {
  return createBridgedWorld({ now: NOW, ...options });
}

/** Trust of domain A: its root, everything that the bridge publishes, and its own policy. */
export function bridgeTrust(world: BridgedWorld, options: Partial<BridgeTrustOptions> = {}): TrustSource {
  const { anchors, crossCertificates } = world;
  return createBridgeTrust({ anchors, crossCertificates, policies: [BRIDGED_POLICIES.a], ...options });
}

/** What a seal certificate of the world is judged by: its issuers sent along, lists out of the directory. */
export function judgementOf(world: BridgedWorld, entity: string): CertificateValidationOptions {
  return {
    trust: bridgeTrust(world),
    certificates: world.entity(entity).chain,
    revocationProvider: createOnlineRevocation({
      transport: world.transport,
      resolveDirectory: world.directory.lookUp,
      now: () => world.clock.now(),
    }),
    validationTime: NOW,
    now: NOW,
  };
}

/** The report on a certificate of the world. */
export function judgeBridged(
  world: BridgedWorld,
  entity: string,
  options: Partial<CertificateValidationOptions> = {},
): Promise<CertificateReport> {
  return validateCertificate(world.entity(entity).certificate, { ...judgementOf(world, entity), ...options });
}

/** The certificates of a path by the names of the world's entities, each with its role. */
export function namedSteps(
  world: BridgedWorld,
  { path }: Pick<CertificateReport, 'path'>,
): readonly (readonly [entity: string, role: string])[] {
  return path.steps.map(({ certificate, role }) => {
    const { encoding } = path.certificates.find(({ sha256 }) => sha256 === certificate) ?? {};
    const entity = world.pki.entities.find((one) => String(one.certificate) === String(encoding));
    return [entity?.name ?? 'unknown', role];
  });
}

/** Indication and sub-indication. */
export const total = ({ conclusion }: CertificateReport): string =>
  'subIndication' in conclusion
    ? `${conclusion.indication} ${conclusion.subIndication}`
    : conclusion.indication;

/** The certificates of a path by the names of the world's entities. */
export const namesOf = (world: BridgedWorld, report: CertificateReport): readonly string[] =>
  namedSteps(world, report).map(([name]) => name);

/** Why each route failed. */
export const reasons = ({ path }: CertificateReport): readonly string[] =>
  path.attempts.map(({ reason }) => reason.id);

/** The check that failed. */
export const failed = ({ checks }: CertificateReport): string | undefined =>
  checks.find(({ status }) => status === 'failed')?.id;

/** What becomes of a path that breaks a rule. */
export const CHAIN_FAILURE = 'INDETERMINATE CERTIFICATE_CHAIN_GENERAL_FAILURE';

/** The trust of A with some of the cross-certificates replaced or left out. */
export function withCross(
  world: BridgedWorld,
  change: (name: string) => boolean,
  ...more: readonly string[]
): TrustSource {
  const cross = world.pki.entities.filter(({ name }) => /-to-|-with-/.test(name) && change(name));
  const added = more.map((name) => world.entity(name));
  return bridgeTrust(world, {
    crossCertificates: [...cross, ...added].map(({ certificate }) => certificate),
  });
}
