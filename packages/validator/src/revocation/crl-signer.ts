/**
 * Who signed a CRL: the issuer of the certificate, or another key whose path ends at the same anchor, as after a change of
 * keys and for indirect CRLs (RFC 5280 §6.3.3 (f), (g)).
 *
 * @module
 */
import { equalBytes, readable } from '@eseal/core';
import type { CertificateList } from '@eseal/core/revocation';
import {
  authorityKeyIdentifier,
  type Certificate,
  equalNames,
  keyUsage,
  subjectKeyIdentifier,
} from '@eseal/core/x509';
import { buildPaths, type PathCandidate } from '../path/build.ts';
import { validatePath } from '../path/validate.ts';
import type { TrustAnchor } from '../trust/source.ts';
import { type Inquiry, SIGNED_BY_ISSUER, type SignerSearch } from './inquiry.ts';
import { refuseUnreliable } from './reliable-signature.ts';
import { problemOfSigner } from './signer-status.ts';
import type { RevocationStatus } from './status.ts';

/** Finds who signed, and whether they may. */
export async function findCrlSigner(crl: CertificateList, inquiry: Inquiry): Promise<SignerSearch> {
  const { question, context } = inquiry;
  const { issuer } = question;
  const byIssuer =
    equalNames(crl.issuer, issuer.name) && (await context.reader.verify(crl, issuer.publicKey));
  if (byIssuer) {
    const allowed = issuer.certificate === undefined || maySignCrls(issuer.certificate);
    return allowed ? SIGNED_BY_ISSUER : { kind: 'refused', problem: 'signer-key-usage' };
  }
  const { anchor } = question;
  if (equalNames(crl.issuer, anchor.name) && (await context.reader.verify(crl, anchor.publicKey)))
    return SIGNED_BY_ISSUER;
  let refused: SignerSearch = { kind: 'refused', problem: 'signature-invalid' };
  for (const signer of await signersNamed(crl, inquiry)) {
    if (!(await context.reader.verify(crl, signer.publicKey))) continue;
    const found = await checkSigner(signer, crl, inquiry);
    if (found.kind === 'found') return found;
    refused = found;
  }
  return refused;
}

/** RFC 5280 §4.2.1.3: a key whose usage is restricted has to be for CRLs. */
function maySignCrls(certificate: Certificate): boolean {
  const allowed = readable(() => {
    const usages = keyUsage(certificate);
    return usages === undefined || usages.includes('cRLSign');
  });
  return allowed === true;
}

/** Certificates with the name of the CRL's issuer, those with the named key first. */
async function signersNamed(
  crl: CertificateList,
  { context, question }: Inquiry,
): Promise<readonly Certificate[]> {
  const { pool, trust } = context;
  const between = (await trust.certificatesNamed?.(crl.issuer)) ?? [];
  const wanted = readable(() => authorityKeyIdentifier(crl)?.keyIdentifier);
  const isNamed = (one: Certificate): boolean => {
    const own = readable(() => subjectKeyIdentifier(one));
    return wanted !== undefined && own !== undefined && equalBytes(wanted, own);
  };
  const all = [...pool.withSubject(crl.issuer), ...between].filter(
    ({ publicKey }) => !equalBytes(publicKey.raw, question.issuer.publicKey.raw),
  );
  return [...all.filter(isNamed), ...all.filter((one) => !isNamed(one))].slice(0, MAX_CANDIDATES);
}

/** Most certificates of one name that are tried, and most paths for one of them. */
const MAX_CANDIDATES = 20;
const MAX_PATHS = 10;

/** (f): a path of the signer's own in the issuer's domain to the same anchor, valid when it signed, with nobody in it revoked. */
async function checkSigner(
  signer: Certificate,
  crl: CertificateList,
  inquiry: Inquiry,
): Promise<SignerSearch> {
  const { thisUpdate } = crl;
  const { context, pending, question, statusOf } = inquiry;
  if (!maySignCrls(signer)) return { kind: 'refused', problem: 'signer-key-usage' };
  const { trust, pool, verify } = context;
  const search = { trust, pool, verify, time: thisUpdate, maxCandidates: MAX_PATHS };
  let refused: SignerSearch = { kind: 'refused', problem: 'signer-path' };
  for await (const candidate of buildPaths(signer, search)) {
    context.checkpoint();
    if (candidate.kind !== 'path' || !isSameAnchor(candidate.anchor, question.anchor)) continue;
    const { chain, anchor } = candidate;
    if (!(await isOfIssuer(candidate, crl, inquiry))) continue;
    const path = await validatePath<RevocationStatus>(chain, anchor, {
      time: thisUpdate,
      targetValidity: 'checked',
      verify,
      // A CRL may list its own signer (RFC 5280 §6.3.3 does not forbid it): it is being asked about that one now. An
      // authority above the signer is another matter: it would vouch for itself.
      checkRevocation: (certificate, issuer) =>
        certificate === signer && equalBytes(signer.raw, question.certificate.raw)
          ? { kind: 'not-checked' }
          : statusOf({ certificate, issuer, anchor }, pending),
    });
    if (path.kind === 'invalid') continue;
    const problems = path.revocation.map(({ status }) => problemOfSigner(status, thisUpdate, context));
    const problem = problems.find((one) => one !== undefined);
    const unreliable = refuseUnreliable(chain, anchor.publicKey, context);
    if (problem === undefined && unreliable === undefined)
      return { kind: 'found', chain, revocation: path.revocation };
    refused = problem === undefined ? (unreliable ?? refused) : { kind: 'refused', problem };
  }
  return refused;
}

/**
 * Whether another key with the issuer's name is the issuer's: certified by it, or by whoever certified it. Stricter than
 * (f), by which the same anchor is enough: below one anchor a bridge has authorities of several domains, and any of them
 * could certify a namesake. Who signs a list for others goes by the name that the certificate gives (cRLIssuer).
 */
async function isOfIssuer(
  { chain, anchor }: Extract<PathCandidate, { kind: 'path' }>,
  crl: CertificateList,
  { question: { issuer }, context: { verify } }: Inquiry,
): Promise<boolean> {
  if (!equalNames(crl.issuer, issuer.name)) return true;
  const isIssuer = ({ publicKey, subject }: Certificate): boolean =>
    equalBytes(publicKey.raw, issuer.publicKey.raw) && equalNames(subject, issuer.name);
  if (chain.some(isIssuer)) return true;
  const { certificate } = issuer;
  if (certificate === undefined) return false;
  const [signer, above] = chain;
  const certifiers = [
    { name: signer.subject, publicKey: signer.publicKey },
    above === undefined ? anchor : { name: above.subject, publicKey: above.publicKey },
  ];
  for (const { name, publicKey } of certifiers) {
    const certified =
      equalNames(certificate.issuer, name) && (await verify(certificate, publicKey)) === 'valid';
    if (certified) return true;
  }
  return false;
}

function isSameAnchor(one: TrustAnchor, other: TrustAnchor): boolean {
  return equalBytes(one.publicKey.raw, other.publicKey.raw) && equalNames(one.name, other.name);
}
