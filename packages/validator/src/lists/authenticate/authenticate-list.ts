/**
 * Whether a trusted list is by somebody who may sign it (ETSI TS 119 612 §5.7, Annex B; TS 119 615 §4.1): the signature covers
 * the whole list, it holds, and its certificate is, byte for byte, one of those that were announced for the list. No path is
 * built, and no name counts.
 *
 * @module
 */
import { assertNever, equalBytes, readable } from '@eseal/core';
import type { ParsedSignature } from '@eseal/core/container';
import { type Certificate, formatName, parseCertificate } from '@eseal/core/x509';
import type { XmlDocument } from '@eseal/formats/xml';
import { computeDigests } from '../../facts/digests.ts';
import {
  collectSignatureFacts,
  referenceRequests,
  type SignatureFacts,
} from '../../facts/signature-facts.ts';
import type { ValidationPolicy } from '../../policy/policy.ts';
import { type PolicyPreset, policyOf } from '../../policy/presets.ts';
import type { Conclusion, FailedSubIndication, IndeterminateSubIndication } from '../../report/conclusion.ts';
import { type Facts, type Finding, findingOf, type Rule } from '../../report/finding.ts';
import type { SchemeInformation } from '../list.ts';
import { judgeAlgorithms } from './algorithms.ts';
import { LIST_POLICY } from './list-policy.ts';
import { findListSignature } from './list-signature.ts';
import {
  ALGORITHM_UNSUPPORTED,
  CHANGED,
  DATA_MISSING,
  SIGNATURE_BROKEN,
  SIGNER_NOT_ANNOUNCED,
  SIGNER_UNNAMED,
} from './rules.ts';
import { describeSigner } from './signer-profile.ts';

/** Options of {@link authenticateList}. */
export interface AuthenticateListOptions {
  /** Whose suite judges the algorithms. Default: the European suite, and for what it does not know the Japanese one. */
  readonly policy?: PolicyPreset | ValidationPolicy;
  /** Default: now. */
  readonly time?: Date;
  /**
   * What the list says of itself: algorithms have to be reliable when it was issued, and the signer has to be of its territory.
   * Default: issued at `time`, of no known territory.
   */
  readonly scheme?: Pick<SchemeInformation, 'issueDate' | 'territory'>;
}

/** Whether a list is authentic. */
export type ListAuthentication =
  | {
      readonly conclusion: Extract<Conclusion, { readonly indication: 'TOTAL-PASSED' }>;
      /** The announced certificate that it is signed by. */
      readonly signer: Certificate;
      /** What is unusual. */
      readonly findings: readonly Finding[];
    }
  | {
      readonly conclusion: NotPassed;
      readonly signer: undefined;
      /** The first says why it is not. */
      readonly findings: readonly [Finding, ...Finding[]];
    };

type NotPassed = Exclude<Conclusion, { readonly indication: 'TOTAL-PASSED' }>;

/**
 * Authenticates a list. Services of a list that does not pass are to be trusted for nothing.
 *
 * @param document - the list, parsed; what is read from it has to be read from the same value
 * @param signers - certificates that were announced for the list
 * @example
 * ```ts
 * import type { Certificate } from '@eseal/core/x509';
 * import { parseXml } from '@eseal/formats/xml';
 * import { authenticateList } from '@eseal/validator/trusted-lists';
 *
 * export async function isAuthentic(list: Uint8Array, announced: readonly Certificate[]): Promise<boolean> {
 *   const { conclusion } = await authenticateList(parseXml(list), announced);
 *   return conclusion.indication === 'TOTAL-PASSED';
 * }
 * ```
 */
export async function authenticateList(
  document: XmlDocument,
  signers: readonly Certificate[],
  options: AuthenticateListOptions = {},
): Promise<ListAuthentication> {
  const { policy = LIST_POLICY, time = new Date(), scheme } = options;
  const found = await findListSignature(document);
  if (found.kind === 'missing')
    return refuse({ indication: 'INDETERMINATE', subIndication: null }, found.finding);
  if (found.kind === 'refused') return refuse(failed('FORMAT_FAILURE'), found.finding);
  const { parsed } = found;
  const facts = await collectFacts(parsed, signers);
  const problem = findBroken(facts, parsed);
  if (problem !== undefined) return problem;
  const { identified } = facts.signingCertificate;
  const signer = signers.find(({ raw }) => identified !== undefined && equalBytes(raw, identified.raw));
  if (signer === undefined) {
    const name = identified === undefined ? '' : formatName(identified.subject);
    return refuse(
      indeterminate('NO_CERTIFICATE_CHAIN_FOUND'),
      findingOf(SIGNER_NOT_ANNOUNCED, 'error', { signer: name }),
    );
  }
  const issued = earlier(scheme?.issueDate ?? time, time);
  const judged = judgeAlgorithms(parsed, signer, { policy: policyOf(policy), issued, time });
  const weak = judged.find(({ severity }) => severity === 'error');
  if (weak !== undefined) return refuse(indeterminate('CRYPTO_CONSTRAINTS_FAILURE_NO_POE'), weak);
  const findings = [...judged, ...describeSigner(signer, scheme?.territory, issued)];
  return { conclusion: { indication: 'TOTAL-PASSED' }, signer, findings };
}

function refuse(conclusion: NotPassed, finding: Finding): ListAuthentication {
  return { conclusion, signer: undefined, findings: [finding] };
}

function failed(subIndication: FailedSubIndication): NotPassed {
  return { indication: 'TOTAL-FAILED', subIndication };
}

function indeterminate(subIndication: IndeterminateSubIndication): NotPassed {
  return { indication: 'INDETERMINATE', subIndication };
}

/** The announced certificates come first: those in the signature only say who signed a list that is refused. */
async function collectFacts(
  parsed: ParsedSignature,
  signers: readonly Certificate[],
): Promise<SignatureFacts> {
  const embedded = parsed.certificates.flatMap((raw) => readable(() => parseCertificate(raw)) ?? []);
  const digests = await computeDigests(referenceRequests(parsed), () => undefined);
  return collectSignatureFacts(parsed, [...signers, ...embedded], digests);
}

/** Why the signature does not hold, in the order of EN 319 102-1 §5.3.4; `undefined` when it does. */
function findBroken(
  { signingCertificate, references, value }: SignatureFacts,
  { signature }: ParsedSignature,
): ListAuthentication | undefined {
  const error = (rule: Rule, conclusion: NotPassed, facts: Facts = {}): ListAuthentication =>
    refuse(conclusion, findingOf(rule, 'error', facts));
  if (signingCertificate.identified === undefined)
    return error(SIGNER_UNNAMED, indeterminate('NO_SIGNING_CERTIFICATE_FOUND'));
  const uris = (those: SignatureFacts['references']): Facts => ({
    references: those.map(({ reference: { uri = '' } }) => `"${uri}"`),
  });
  const missing = references.filter(({ found }) => !found);
  if (missing.length > 0) return error(DATA_MISSING, indeterminate('SIGNED_DATA_NOT_FOUND'), uris(missing));
  const unsupported = indeterminate('CRYPTO_CONSTRAINTS_FAILURE_NO_POE');
  if (references.some(({ reference }) => reference.digestAlgorithm === undefined))
    return error(ALGORITHM_UNSUPPORTED, unsupported, { algorithms: ['digest'] });
  const changed = references.filter(({ intact }) => !intact);
  if (changed.length > 0) return error(CHANGED, failed('HASH_FAILURE'), uris(changed));
  switch (value.kind) {
    case 'intact':
      return undefined;
    case 'broken':
    case 'no-key':
      return error(SIGNATURE_BROKEN, failed('SIG_CRYPTO_FAILURE'));
    case 'algorithm-unknown':
      return error(ALGORITHM_UNSUPPORTED, unsupported, { algorithms: [signature.algorithmName] });
    case 'data-missing':
      return error(DATA_MISSING, indeterminate('SIGNED_DATA_NOT_FOUND'), { references: ['ds:SignedInfo'] });
    default:
      return assertNever(value);
  }
}

function earlier(a: Date, b: Date): Date {
  return a < b ? a : b;
}
