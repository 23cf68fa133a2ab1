/**
 * `manages/linkCert`: a certificate for a key of the service, which is usable from then on.
 *
 * @see ETSI TS 119 431-1 (linking of certificates)
 * @module
 */
import { concatBytes, equalBytes, isEsealError, toBase64 } from '@eseal/core';
import { identifySignature } from '@eseal/core/crypto';
import { basicConstraints, type Certificate, keyUsage, parseCertificate } from '@eseal/core/x509';
import type { RsspContext } from '../context.ts';
import { type IdentifiedCall, type Method, ok } from '../method.ts';
import { describeFields } from '../methods/describe-credential.ts';
import { assertKnown, base64Bytes, optionalBoolean, optionalString, type Parameters } from '../parameters.ts';
import { invalidRequest, Problem } from '../problem.ts';
import { AUTHORITY_B } from '../world.ts';
import { assertLoggedIn } from './manage-login.ts';
import { type ManagedCredential, managedCredential } from './managed-keys.ts';

/** Entities of the PKI behind the names of the two CAs. */
const AUTHORITIES = { a: 'issuing-ca', b: AUTHORITY_B } as const;

/** Most certificates of a chain. */
const MAX_CERTIFICATES = 10;

/** The method. */
export function createLinkCert(context: RsspContext): Method {
  return {
    name: 'manages/linkCert',
    dialects: ['v1', 'v2'],
    access: 'manage',
    async answer(call) {
      const { parameters } = call;
      assertLoggedIn(call);
      assertKnown(parameters, ['credentialID', 'certificates', 'replace', 'caID', 'clientData']);
      optionalString(parameters, 'caID');
      const owned = managedCredential(context, call);
      const isReplaced = optionalBoolean(parameters, 'replace');
      if (owned.credential.certificates.length > 0 !== isReplaced)
        throw invalidRequest('Invalid parameter replace');
      const [leaf, ...issuers] = readCertificates(parameters);
      await assertLinkable(context, call, owned, leaf);
      const { credential, managed } = owned;
      const certificates = [leaf.raw, ...issuers.map(({ raw }) => raw)];
      context.store.credentials.set(credential.id, {
        ...credential,
        ...{ certificates, root: context.world.root.certificate, keyStatus: 'enabled' },
      });
      managed.lifecycle = 'operational';
      return ok({
        credentialID: credential.id,
        cert: { status: 'valid', certificates: certificates.map(toBase64), ...describeFields(leaf.raw) },
        key: { status: 'enabled' },
        lifecycle: managed.lifecycle,
      });
    },
  };
}

function readCertificates({ values, isStrict }: Parameters): readonly [Certificate, ...Certificate[]] {
  const { certificates } = values;
  if (!Array.isArray(certificates) || certificates.length > MAX_CERTIFICATES) {
    throw invalidRequest('Missing (or invalid type) array parameter certificates');
  }
  const [leaf, ...issuers] = certificates.map((text: unknown) => {
    const der = typeof text === 'string' ? base64Bytes(text, isStrict) : undefined;
    return parsed(der ?? concatBytes([]));
  });
  if (leaf === undefined) throw invalidRequest('Missing (or invalid type) array parameter certificates');
  return [leaf, ...issuers];
}

function parsed(der: Uint8Array): Certificate {
  try {
    return parseCertificate(der);
  } catch (error) {
    if (isEsealError(error)) throw invalidCertificate('One of the certificates cannot be read');
    throw error;
  }
}

/** The certificate is for this key and for sealing, valid now, and of a CA for which the caller may speak. */
async function assertLinkable(
  { world, clock }: RsspContext,
  { caller }: IdentifiedCall,
  { credential }: ManagedCredential,
  leaf: Certificate,
): Promise<void> {
  if (!equalBytes(leaf.publicKey.raw, credential.key.publicKey)) {
    throw invalidCertificate('The certificate is for another key');
  }
  const allowed = caller.client.certificateAuthorities ?? ['a', 'b'];
  const issuers = allowed.map((name) => parseCertificate(world.entity(AUTHORITIES[name]).certificate));
  const verdicts = await Promise.all(issuers.map((issuer) => isIssuedBy(leaf, issuer)));
  if (!verdicts.includes(true))
    throw invalidCertificate('The certificate is of no CA that the client may link');
  const now = clock.now().getTime();
  if (now < leaf.notBefore.getTime() || now > leaf.notAfter.getTime()) {
    throw invalidCertificate('The certificate is not valid now');
  }
  const isForSealing =
    keyUsage(leaf)?.includes('digitalSignature') === true && basicConstraints(leaf)?.cA !== true;
  if (!isForSealing) throw invalidCertificate('The certificate is not for signatures');
}

async function isIssuedBy(subject: Certificate, issuer: Certificate): Promise<boolean> {
  const identified = identifySignature(subject.signatureAlgorithm);
  if (identified === undefined) return false;
  return issuer.publicKey.verify(
    identified.algorithm,
    subject.tbs,
    subject.signatureValue,
    identified.saltLength,
  );
}

function invalidCertificate(description: string): Problem {
  return new Problem('invalid_certificate', description);
}
