/**
 * What a signer states, and the policy that the seal names, as JSON.
 *
 * @module
 */
import { toHex } from '@eseal/core';
import type { SealReport } from './report.ts';

/** What a seal names as its policy, as JSON. */
type PolicyJson = Readonly<Record<string, string | boolean | readonly number[] | null>>;

/** The policy that a seal names, with what was found of its document; `null` when it names none. */
export function signaturePolicyToJson({
  signaturePolicy,
  policyDocument,
}: Pick<SealReport, 'policyDocument' | 'signaturePolicy'>): PolicyJson | null {
  if (signaturePolicy === null) return null;
  const { kind } = signaturePolicy;
  if (kind !== 'explicit') return { kind };
  const { digest, digestAlgorithm, identifier, location, noticeNumbers, userNotice } = signaturePolicy;
  return {
    kind,
    identifier,
    url: location ?? null,
    digestAlgorithm: digestAlgorithm ?? null,
    digest: digest === undefined ? null : toHex(digest),
    digestMatch: policyDocument?.digestMatch ?? null,
    zeroHash: policyDocument?.zeroHash ?? false,
    document: policyDocument?.source ?? null,
    noticeNumbers,
    userNotice: userNotice ?? null,
  };
}

/** What a signer states, as JSON. */
type StatementsJson = Readonly<Record<string, string | number | boolean | readonly string[] | null>>;

/** What a signer states beside the document; `null` for a signature of no AdES format. */
export function statementsToJson({ statements }: Pick<SealReport, 'statements'>): StatementsJson | null {
  if (statements === null) return null;
  const { contentHints, contentIdentifier, contentReference, contentType } = statements;
  const { certifiedRoles, claimedRoles, commitmentTypes, location, mimeTypes } = statements;
  return {
    contentType: contentType ?? null,
    contentHints: contentHints ?? null,
    contentIdentifier,
    contentReference,
    mimeTypes,
    commitmentTypes,
    location,
    claimedRoles,
    certifiedRoles,
  };
}
