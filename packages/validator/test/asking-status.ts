/** The status of a certificate of a world from evidence that a test makes. */
import type { Certificate } from '@eseal/core/x509';
import {
  addDays,
  type CrlTemplate,
  certificateId,
  type Entity,
  issueCrl,
  issueOcspResponse,
  type OcspResponseTemplate,
  type SingleAnswer,
  type World,
} from '@eseal/testkit';
import type { RevocationEvidence } from '../src/revocation/provider.ts';
import type { RevocationStatus } from '../src/revocation/status.ts';
import { type JudgementOptions, openSession } from '../src/session.ts';
import { certificateOf, NOW } from './judging.ts';

/** What is asked, and of what. */
export interface Asking extends Partial<JudgementOptions> {
  /** Default: the seal's. */
  readonly about?: Entity;
  readonly evidence?: readonly RevocationEvidence[];
  /** Certificates that are known beside those of the path. */
  readonly known?: readonly Entity[];
}

/** The status of a certificate that its issuer's path leads to the world's root. */
export async function statusIn(world: World, asking: Asking = {}): Promise<RevocationStatus> {
  const { about = world.seal, evidence = [], known = [], ...options } = asking;
  const session = openSession({ trust: world.anchors, validationTime: NOW, ...options });
  session.pool.add(known.map(({ certificate }) => certificate));
  const issuer = certificateOf(about.issuer ?? about);
  const root = certificateOf(world.root);
  return session.context(evidence).checkRevocation({
    certificate: certificateOf(about),
    issuer: pathIssuer(issuer),
    anchor: { ...pathIssuer(root), route: 'pinned' },
  });
}

function pathIssuer(certificate: Certificate) {
  return { name: certificate.subject, publicKey: certificate.publicKey, certificate };
}

/** Why evidence about a certificate was not used; empty when something was. */
export async function problemsIn(world: World, asking: Asking): Promise<readonly string[]> {
  const status = await statusIn(world, asking);
  return status.kind === 'unknown' ? status.unused.map(({ problem }) => problem) : [status.kind];
}

/** A CRL of a day ago, of the issuing CA unless told. */
export async function crlOf(world: World, changes: Partial<CrlTemplate> = {}): Promise<RevocationEvidence> {
  const encoded = await issueCrl({
    issuer: world.issuingCa,
    revocations: [],
    thisUpdate: addDays(NOW, -1),
    nextUpdate: addDays(NOW, 6),
    number: 10,
    ...changes,
  });
  return { kind: 'crl', encoded };
}

/** A response of a day ago about the seal's certificate, by the delegated responder unless told. */
export async function responseOf(
  world: World,
  answer: Partial<SingleAnswer> = {},
  changes: Partial<OcspResponseTemplate> = {},
): Promise<RevocationEvidence> {
  const responder = changes.responder ?? world.ocsp;
  const encoded = await issueOcspResponse({
    responder,
    producedAt: addDays(NOW, -1),
    answers: [
      {
        certificate: await certificateId(world.seal),
        status: { kind: 'good' },
        thisUpdate: addDays(NOW, -1),
        nextUpdate: addDays(NOW, 6),
        ...answer,
      },
    ],
    extensions: [],
    certificates: [responder.certificate],
    ...changes,
  });
  return { kind: 'ocsp', encoded };
}
