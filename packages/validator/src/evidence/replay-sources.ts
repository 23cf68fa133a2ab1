/**
 * Sources that answer out of a bundle what they answered when it was recorded, and nothing else.
 *
 * @module
 */
import { equalBytes, toHex } from '@eseal/core';
import { PublicKey } from '@eseal/core/crypto';
import { type Certificate, type Name, parseCertificate, parseName } from '@eseal/core/x509';
import { ValidatorError } from '../errors.ts';
import type { IssuerSource } from '../path/issuer-source.ts';
import type { OnAttempt } from '../report/retrieval-attempt.ts';
import type { RevocationEvidence, RevocationProvider } from '../revocation/provider.ts';
import type { ListedService, ServiceIdentity } from '../trust/listed-service.ts';
import type { TrustAnchor, TrustSource } from '../trust/source.ts';
import type {
  BundledAnchor,
  BundledIdentity,
  BundledService,
  RecordedAnswer,
  RecordedQuestion,
  RecordedTrust,
  RecordedTrustAnswer,
} from './bundle.ts';

/** Takes note of a question that nobody asked when the bundle was recorded. */
export type OnMissing = (question: string) => void;

/** The recorded source of trust. */
export function replayTrust(recorded: RecordedTrust, missing: OnMissing): TrustSource {
  const { anchors, certificates, findings, rules, services, size } = recorded;
  return {
    size,
    ...(rules && { rules }),
    ...(findings && { findings }),
    ...(services && { servicesNamed: answering('services', services, readService, missing) }),
    anchorsNamed: answering('anchors', anchors, readAnchor, missing),
    certificatesNamed: answering('certificates of trust', certificates, parseCertificate, missing),
  };
}

/** The recorded source of issuers. */
export function replayIssuers(
  questions: readonly RecordedQuestion<Uint8Array>[],
  missing: OnMissing,
): IssuerSource {
  const next = inOrder(questions, 'issuers', missing);
  return {
    issuersOf: (certificate, { onAttempt } = {}) => {
      return next(certificate.raw, undefined, onAttempt).map((der) => parseCertificate(der));
    },
  };
}

/** The recorded provider of revocation data. */
export function replayRevocation(
  questions: readonly RecordedQuestion<RevocationEvidence>[],
  missing: OnMissing,
): RevocationProvider {
  const next = inOrder(questions, 'revocation data', missing);
  return {
    collect: ({ certificate, issuerKey, onAttempt }) => next(certificate.raw, issuerKey.raw, onAttempt),
  };
}

function answering<Bundled, Found>(
  what: string,
  recorded: readonly RecordedTrustAnswer<Bundled>[],
  read: (bundled: Bundled) => Found,
  missing: OnMissing,
): (name: Name) => readonly Found[] {
  // Read once: the same anchor is the same object, whose key remembers what it was used for.
  const known = new Map<string, readonly Found[]>();
  return ({ raw }) => {
    const key = toHex(raw);
    const before = known.get(key);
    if (before !== undefined) return before;
    const entry = recorded.find(({ name }) => equalBytes(name, raw));
    const answer = foundIn(entry?.answer, `${what} named ${key}`, missing).map(read);
    known.set(key, answer);
    return answer;
  };
}

/** Gives the answers to a question in the order in which they were given. */
function inOrder<Found>(
  questions: readonly RecordedQuestion<Found>[],
  what: string,
  missing: OnMissing,
): (certificate: Uint8Array, issuerKey: Uint8Array | undefined, onAttempt?: OnAttempt) => readonly Found[] {
  const left = [...questions];
  return (certificate, issuerKey, onAttempt) => {
    const isAsked = (question: RecordedQuestion<Found>): boolean =>
      equalBytes(question.certificate, certificate) &&
      equalBytes(question.issuerKey ?? NO_KEY, issuerKey ?? NO_KEY);
    const index = left.findIndex(isAsked);
    const [question] = index < 0 ? [] : left.splice(index, 1);
    for (const attempt of question?.attempts ?? []) onAttempt?.(attempt);
    return foundIn(question?.answer, what, missing);
  };
}

const NO_KEY = new Uint8Array();

function foundIn<Found>(
  answer: RecordedAnswer<Found> | undefined,
  what: string,
  missing: OnMissing,
): readonly Found[] {
  if (answer === undefined) {
    missing(what);
    throw new ValidatorError('BUNDLE_INCOMPLETE', `the bundle does not hold: ${what}`);
  }
  if (answer.kind === 'failed') throw new Error(answer.message);
  return answer.found;
}

function readAnchor({ name, publicKey, certificate, ...others }: BundledAnchor): TrustAnchor {
  const parsed = certificate && parseCertificate(certificate);
  return {
    name: parseName(name),
    publicKey: keyOf(publicKey, parsed),
    certificate: parsed,
    ...others,
  };
}

function readService({ identities, ...others }: BundledService): ListedService {
  return { ...others, identities: identities.map(readIdentity) };
}

function readIdentity({
  name,
  certificate,
  publicKey,
  subjectKeyIdentifier,
}: BundledIdentity): ServiceIdentity {
  const parsed = certificate && parseCertificate(certificate);
  return {
    name: parseName(name),
    certificate: parsed,
    publicKey: publicKey && keyOf(publicKey, parsed),
    subjectKeyIdentifier,
  };
}

function keyOf(publicKey: Uint8Array, certificate: Certificate | undefined): PublicKey {
  const own = certificate?.publicKey;
  return own !== undefined && equalBytes(own.raw, publicKey) ? own : new PublicKey(publicKey);
}
