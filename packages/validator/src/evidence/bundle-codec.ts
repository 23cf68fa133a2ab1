/**
 * How the parts of a bundle stand in its file.
 *
 * @module
 */
import { DIGEST_ALGORITHMS } from '@eseal/core/crypto';
import { type GeneralName, type GeneralSubtree, type NameConstraints, parseName } from '@eseal/core/x509';
import type { JapaneseRules } from '../determination/japanese-rules.ts';
import type { SignaturePolicyDocument } from '../facts/signature-policy.ts';
import type { PathPolicyInputs } from '../path/policy-inputs.ts';
import type { ExternalProof } from '../poe/proof-of-existence.ts';
import type { ValidationPolicy } from '../policy/policy.ts';
import { parsePolicy } from '../policy-file/parse-policy.ts';
import type { RetrievalAttempt } from '../report/retrieval-attempt.ts';
import type { RevocationEvidence } from '../revocation/provider.ts';
import type { AnchorConstraints } from '../trust/source.ts';
import type {
  BundledAnchor,
  BundledContent,
  BundledDocument,
  BundledOptions,
  EvidenceBundle,
  RecordedAnswer,
  RecordedQuestion,
  RecordedTrust,
  RecordedTrustAnswer,
} from './bundle.ts';
import {
  always,
  amount,
  type Codec,
  file,
  flag,
  list,
  mapped,
  object,
  oneOf,
  optional,
  shortBytes,
  text,
  time,
  union,
} from './codec.ts';
import { finding } from './finding-codec.ts';
import { service } from './service-codec.ts';

const digestAlgorithm = oneOf(...DIGEST_ALGORITHMS.map(({ name }) => name));

const policy: Codec<ValidationPolicy> = {
  encode: (value) => JSON.parse(JSON.stringify(parsePolicy(JSON.parse(JSON.stringify(value))))),
  decode: (json) => parsePolicy(json),
};

const document = object<BundledDocument>({ size: amount, sha256: shortBytes, bytes: optional(file) });

const contentName = { name: optional(text), onlyByName: optional(always) };

const content = union<BundledContent>({
  document: { ...contentName, document },
  digest: { ...contentName, algorithm: digestAlgorithm, digest: shortBytes },
});

const generalName = union<GeneralName>({
  otherName: { type: text, value: shortBytes },
  rfc822Name: { value: text },
  dNSName: { value: text },
  uniformResourceIdentifier: { value: text },
  directoryName: { name: mapped(shortBytes, { to: ({ raw }) => raw, from: parseName }) },
  iPAddress: { value: shortBytes },
  registeredID: { value: text },
  x400Address: { value: shortBytes },
  ediPartyName: { value: shortBytes },
});

const subtrees = list(
  object<GeneralSubtree>({ base: generalName, minimum: amount, maximum: optional(amount) }),
);

const names = object<NameConstraints>({ permitted: subtrees, excluded: subtrees });

const constraints = object<AnchorConstraints>({
  maxPathLength: optional(amount),
  policies: optional(list(text)),
  explicitPolicy: optional(flag),
  inhibitMapping: optional(flag),
  inhibitAnyPolicy: optional(flag),
  names: optional(names),
});

const route = oneOf('trusted-list', 'bridge', 'pinned');

const anchor = object<BundledAnchor>({
  name: file,
  publicKey: file,
  certificate: optional(file),
  route,
  otherRoutes: optional(list(route)),
  trustedFrom: optional(time),
  trustedUntil: optional(time),
  service: optional(text),
  purposes: optional(list(oneOf('certificates', 'timestamps', 'revocation'))),
  constraints: optional(constraints),
});

const pathPolicies = object<Partial<PathPolicyInputs>>({
  initialPolicies: optional(
    mapped(list(text), {
      to: (set: ReadonlySet<string>) => [...set],
      from: (oids): ReadonlySet<string> => new Set(oids),
    }),
  ),
  explicitPolicy: optional(flag),
  inhibitMapping: optional(flag),
  inhibitAnyPolicy: optional(flag),
  names: optional(names),
});

const archiveLimits = object<NonNullable<BundledOptions['archiveLimits']>>({
  entries: optional(amount),
  directoryBytes: optional(amount),
  entryBytes: optional(amount),
  memoryBytes: optional(amount),
  totalBytes: optional(amount),
  maxCompressionRatio: optional(amount),
  ratioFrom: optional(amount),
});

const options = object<BundledOptions>({
  level: optional(oneOf('basic', 'time', 'archive')),
  revocation: optional(oneOf('required', 'if-available', 'none')),
  pathPolicies: optional(pathPolicies),
  proofs: optional(list(object<ExternalProof>({ digestAlgorithm, digest: shortBytes, time }))),
  archiveLimits: optional(archiveLimits),
  signaturePolicies: optional(
    list(object<SignaturePolicyDocument>({ document: file, names: optional(list(text)) })),
  ),
  japan: optional(
    object<JapaneseRules>({ commonPolicyOids: optional(list(text)), schemeStart: optional(time) }),
  ),
});

const attempt = object<RetrievalAttempt>({
  kind: oneOf('ocsp', 'crl', 'certificates'),
  url: text,
  outcome: oneOf(
    'answered',
    'cached',
    'unavailable',
    'refused',
    'too-large',
    'http-status',
    'html',
    'unreadable',
    'responder-error',
    'other-subject',
    'nonce-mismatch',
    'failed-before',
    'no-resolver',
  ),
  detail: optional(text),
});

const evidence = object<RevocationEvidence>({ kind: oneOf('ocsp', 'crl'), encoded: file });

/** The whole of a bundle but its files. */
export const bundleCodec: Codec<EvidenceBundle> = object<EvidenceBundle>({
  name: optional(text),
  document,
  contents: list(content),
  clock: object<EvidenceBundle['clock']>({ validationTime: time, now: time }),
  policy,
  options,
  certificates: list(file),
  revocationData: object<EvidenceBundle['revocationData']>({ crls: list(file), ocspResponses: list(file) }),
  trust: object<RecordedTrust>({
    size: amount,
    anchors: list(trustAnswer(anchor)),
    certificates: list(trustAnswer(file)),
    services: optional(list(trustAnswer(service))),
    rules: optional(list(oneOf('eu', 'japan'))),
    findings: optional(list(finding)),
  }),
  issuers: optional(list(question(file))),
  revocation: optional(list(question(evidence))),
});

function answer<Found>(found: Codec<Found>): Codec<RecordedAnswer<Found>> {
  return union<RecordedAnswer<Found>>({ found: { found: list(found) }, failed: { message: text } });
}

function trustAnswer<Found>(found: Codec<Found>): Codec<RecordedTrustAnswer<Found>> {
  return object<RecordedTrustAnswer<Found>>({ name: file, answer: answer(found) });
}

function question<Found>(found: Codec<Found>): Codec<RecordedQuestion<Found>> {
  return object<RecordedQuestion<Found>>({
    certificate: file,
    issuerKey: optional(file),
    answer: answer(found),
    attempts: list(attempt),
  });
}
