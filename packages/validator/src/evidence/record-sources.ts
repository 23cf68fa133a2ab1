/**
 * Sources that are asked once more in replays: what they say is written down.
 *
 * @module
 */
import { toHex } from '@eseal/core';
import type { MaybePromise } from '@eseal/core/crypto';
import type { Name } from '@eseal/core/x509';
import type { IssuerSource } from '../path/issuer-source.ts';
import type { OnAttempt, RetrievalAttempt } from '../report/retrieval-attempt.ts';
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

/** A source and what it said so far. */
export interface Recording<Source, Recorded> {
  readonly source: Source;
  recorded(): Recorded;
}

/** A source of trust that is asked each question once: a list may change while it is asked. */
export function recordTrust(trust: TrustSource): Recording<TrustSource, RecordedTrust> {
  const anchors = recordAnswers((name) => trust.anchorsNamed(name), bundleAnchor);
  const certificates = recordAnswers(
    (name) => trust.certificatesNamed?.(name) ?? [],
    ({ raw }) => raw,
  );
  const services = recordAnswers((name) => trust.servicesNamed?.(name) ?? [], bundleService);
  const { rules, size } = trust;
  return {
    source: {
      size,
      anchorsNamed: anchors.ask,
      certificatesNamed: certificates.ask,
      servicesNamed: services.ask,
      ...(rules && { rules }),
      get findings() {
        return trust.findings ?? [];
      },
    },
    recorded: () => ({
      size,
      anchors: anchors.recorded,
      certificates: certificates.recorded,
      services: services.recorded,
      ...(rules && { rules }),
      ...(trust.findings && { findings: trust.findings }),
    }),
  };
}

/** A source of issuers. */
export function recordIssuers(
  issuers: IssuerSource,
): Recording<IssuerSource, readonly RecordedQuestion<Uint8Array>[]> {
  const questions: RecordedQuestion<Uint8Array>[] = [];
  return {
    source: {
      issuersOf: (certificate, options = {}) => {
        const { attempts, onAttempt } = noteAttempts(options.onAttempt);
        const ask = () => issuers.issuersOf(certificate, { ...options, onAttempt });
        return outcomeOf(ask, (outcome) => {
          const answer = mapFound(outcome, ({ raw }) => raw);
          questions.push({ certificate: certificate.raw, answer, attempts });
        });
      },
    },
    recorded: () => questions,
  };
}

/** A provider of revocation data. */
export function recordRevocation(
  provider: RevocationProvider,
): Recording<RevocationProvider, readonly RecordedQuestion<RevocationEvidence>[]> {
  const questions: RecordedQuestion<RevocationEvidence>[] = [];
  return {
    source: {
      collect: (request) => {
        const { attempts, onAttempt } = noteAttempts(request.onAttempt);
        const ask = () => provider.collect({ ...request, onAttempt });
        return outcomeOf(ask, (outcome) => {
          const answer = mapFound(outcome, ({ kind, encoded }) => ({ kind, encoded }));
          const { certificate, issuerKey } = request;
          questions.push({ certificate: certificate.raw, issuerKey: issuerKey.raw, answer, attempts });
        });
      },
    },
    recorded: () => questions,
  };
}

function bundleAnchor({ name, publicKey, certificate, ...others }: TrustAnchor): BundledAnchor {
  return {
    name: name.raw,
    publicKey: publicKey.raw,
    ...(certificate && { certificate: certificate.raw }),
    ...others,
  };
}

function bundleService({ identities, ...others }: ListedService): BundledService {
  return { ...others, identities: identities.map(bundleIdentity) };
}

function bundleIdentity(identity: ServiceIdentity): BundledIdentity {
  const { certificate, name, publicKey, subjectKeyIdentifier } = identity;
  return {
    name: name.raw,
    ...(certificate && { certificate: certificate.raw }),
    ...(publicKey && { publicKey: publicKey.raw }),
    ...(subjectKeyIdentifier && { subjectKeyIdentifier }),
  };
}

/** Answers by name, each asked for once. */
function recordAnswers<Found, Bundled>(
  ask: (name: Name) => MaybePromise<readonly Found[]>,
  bundle: (found: Found) => Bundled,
): {
  readonly ask: (name: Name) => Promise<readonly Found[]>;
  readonly recorded: readonly RecordedTrustAnswer<Bundled>[];
} {
  const known = new Map<string, Promise<readonly Found[]>>();
  const recorded: RecordedTrustAnswer<Bundled>[] = [];
  return {
    ask: (name) => {
      const key = toHex(name.raw);
      const answer =
        known.get(key) ??
        outcomeOf(
          () => ask(name),
          (outcome) => recorded.push({ name: name.raw, answer: mapFound(outcome, bundle) }),
        );
      known.set(key, answer);
      return answer;
    },
    recorded,
  };
}

/** Asks, notes what comes of it, and passes that on. */
async function outcomeOf<Found>(
  ask: () => MaybePromise<readonly Found[]>,
  note: (answer: RecordedAnswer<Found>) => void,
): Promise<readonly Found[]> {
  try {
    const found = [...(await ask())];
    note({ kind: 'found', found });
    return found;
  } catch (error) {
    note({ kind: 'failed', message: error instanceof Error ? error.message : 'unexpected error' });
    throw error;
  }
}

function mapFound<From, To>(answer: RecordedAnswer<From>, map: (found: From) => To): RecordedAnswer<To> {
  return answer.kind === 'failed' ? answer : { kind: 'found', found: answer.found.map(map) };
}

function noteAttempts(others: OnAttempt | undefined): {
  readonly attempts: readonly RetrievalAttempt[];
  readonly onAttempt: OnAttempt;
} {
  const attempts: RetrievalAttempt[] = [];
  const onAttempt: OnAttempt = (attempt) => {
    attempts.push(attempt);
    others?.(attempt);
  };
  return { attempts, onAttempt };
}
