/** Questions about the revocation of a world's certificates, with all that the judges of evidence work with. */
import { type CertificateList, parseCrl } from '@eseal/core/revocation';
import type { Certificate } from '@eseal/core/x509';
import type { CrlTemplate, Entity, World } from '@eseal/testkit';
import { createCertificatePool } from '../src/path/certificate-pool.ts';
import { createCertificateVerifier } from '../src/path/signature-cache.ts';
import { policyOf } from '../src/policy/presets.ts';
import { createEvidenceReader } from '../src/revocation/evidence-reader.ts';
import type { EvidenceContext, Inquiry } from '../src/revocation/inquiry.ts';
import { createPinnedTrust } from '../src/trust/pinned.ts';
import { crlOf } from './asking-status.ts';
import { certificateOf, GOOD, NOW } from './judging.ts';

/** What differs from the usual question. */
export interface InquiryChanges {
  /** Default: the seal's. */
  readonly certificate?: Certificate;
  /** Certificates that are known beside those of the path. */
  readonly known?: readonly Entity[];
  readonly context?: Partial<EvidenceContext>;
  /** Default: nobody who signed evidence was revoked. */
  readonly statusOf?: Inquiry['statusOf'];
}

/** A question about a certificate of a world's issuing CA, under its root. */
export function inquiryIn(world: World, changes: InquiryChanges = {}): Inquiry {
  const { certificate = certificateOf(world.seal), known = [], statusOf = async () => GOOD } = changes;
  const [issuer, root] = [certificateOf(world.issuingCa), certificateOf(world.root)];
  const pool = createCertificatePool();
  pool.add(known.map((one) => one.certificate));
  return {
    question: {
      certificate,
      issuer: { name: issuer.subject, publicKey: issuer.publicKey, certificate: issuer },
      anchor: { name: root.subject, publicKey: root.publicKey, certificate: root, route: 'pinned' },
    },
    context: {
      time: NOW,
      now: NOW,
      mode: 'required',
      policy: policyOf('strict'),
      trust: createPinnedTrust(world.anchors),
      pool,
      verify: createCertificateVerifier(100),
      reader: createEvidenceReader(100),
      checkpoint: () => undefined,
      ...changes.context,
    },
    pending: [],
    statusOf,
  };
}

/** A list of a day ago, parsed; of the issuing CA unless told. */
export async function parsedCrl(world: World, changes: Partial<CrlTemplate> = {}): Promise<CertificateList> {
  return parseCrl((await crlOf(world, changes)).encoded);
}
