/**
 * What is wrong with a certificate in a path.
 *
 * @module
 */
import { isEsealError } from '@eseal/core';
import { type Certificate, formatName } from '@eseal/core/x509';
import type { Facts, Rule } from '../report/finding.ts';
import { PATH_RULES } from './rules.ts';

/** A rule that a certificate breaks. */
export interface PathProblem {
  readonly rule: Rule;
  readonly certificate: Certificate;
  readonly facts: Facts;
}

/** A problem of a certificate. */
export function problem(rule: Rule, certificate: Certificate, facts: Facts = {}): PathProblem {
  return { rule, certificate, facts: { subject: formatName(certificate.subject), ...facts } };
}

/**
 * A check that reads extensions: one that cannot be read, or asks for more work than anybody needs, is a problem of the
 * certificate and not an error of the caller.
 */
export function readingExtensions(
  certificate: Certificate,
  check: () => PathProblem | undefined,
): PathProblem | undefined {
  try {
    return check();
  } catch (error) {
    if (!isEsealError(error)) throw error;
    const rule = error.code === 'BUDGET_EXCEEDED' ? PATH_RULES.budget : PATH_RULES.unreadable;
    return problem(rule, certificate, { reason: error.message });
  }
}
