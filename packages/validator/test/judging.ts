/** A good world as the validator's tests use it, and contexts to judge in. */
import type { CrlReason } from '@eseal/core/revocation';
import { type Certificate, parseCertificate } from '@eseal/core/x509';
import { createGoodWorld, type Entity, type World } from '@eseal/testkit';
import type { JudgementContext } from '../src/blocks/context.ts';
import type { RevocationStatus } from '../src/revocation/status.ts';
import { type JudgementOptions, openSession } from '../src/session.ts';

/** The time of the tests. */
export const NOW: Date = new Date('2026-11-01T00:00:00Z');

/** The good world at {@link NOW}. */
export function goodWorld(options: Parameters<typeof createGoodWorld>[0] = {}): Promise<World> {
  return createGoodWorld({ now: NOW, ...options });
}

/** Certificate of an entity. */
export function certificateOf(entity: Entity): Certificate {
  return parseCertificate(entity.certificate);
}

/** A context that trusts the world's root and knows the intermediates of these entities. */
export function judging(
  world: Pick<World, 'anchors'>,
  entities: readonly Entity[],
  options: Partial<JudgementOptions> = {},
): JudgementContext {
  const session = openSession({ trust: world.anchors, revocation: 'none', validationTime: NOW, ...options });
  session.pool.add(entities.flatMap(({ chain }) => chain));
  return session.context([]);
}

/** A context in which revocation is required, and known as told. */
export function knowingRevocation(
  context: JudgementContext,
  statusOf: (certificate: Certificate) => RevocationStatus,
): JudgementContext {
  return {
    ...context,
    revocation: 'required',
    checkRevocation: ({ certificate }) => statusOf(certificate),
    collectStatuses: async ({ certificate }) => {
      const status = statusOf(certificate);
      // Data that a test tells of is as old as it says.
      return 'source' in status ? [{ status, existed: status.source.thisUpdate }] : [];
    },
  };
}

/** The status of a certificate nobody revoked. */
export const GOOD: RevocationStatus = {
  kind: 'good',
  source: { kind: 'ocsp', thisUpdate: NOW, nextUpdate: undefined, decidedBy: [] },
};

/** The status of a certificate that was revoked. */
export function revokedAt(revocationTime: Date, reason: CrlReason = 'keyCompromise'): RevocationStatus {
  return {
    kind: 'revoked',
    source: { kind: 'crl', thisUpdate: NOW, nextUpdate: undefined, decidedBy: [] },
    revocationTime,
    reason,
  };
}

/** The status of a certificate on hold. */
export function heldSince(since: Date): RevocationStatus {
  return {
    kind: 'on-hold',
    source: { kind: 'crl', thisUpdate: NOW, nextUpdate: undefined, decidedBy: [] },
    since,
  };
}
