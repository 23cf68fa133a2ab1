/**
 * Validations of certificates that many signatures share, kept for a short while.
 *
 * @module
 */
import { equalBytes, type MaterialSubject } from '@eseal/core';
import type { CertificateValidation } from '../blocks/certificate-validation.ts';

/** Validations by certificate and role. */
export interface KeptValidations {
  /** One whose path is valid at the subject's time too. How old its evidence is, is for the caller to judge. */
  find(subject: MaterialSubject): CertificateValidation | undefined;
  keep(subject: MaterialSubject, validation: CertificateValidation): void;
}

/** For how long a validation is kept: a revocation is noticed after this time at the latest. */
const LIFETIME_MS = 600_000;

/** Most validations that are kept. */
const MAX_KEPT = 100;

interface Kept {
  readonly subject: MaterialSubject;
  readonly validation: CertificateValidation;
  readonly until: number;
}

/** Nothing kept yet. */
export function createKeptValidations(now: () => Date): KeptValidations {
  let all: readonly Kept[] = [];
  return {
    find: (subject) =>
      all.find(
        (one) =>
          one.until > now().getTime() &&
          isSame(one.subject, subject) &&
          holdsAt(one.validation, subject.time),
      )?.validation,
    keep: (subject, validation) => {
      const until = now().getTime() + LIFETIME_MS;
      const others = all.filter((one) => one.until > now().getTime() && !isSame(one.subject, subject));
      all = [{ subject, validation, until }, ...others].slice(0, MAX_KEPT);
    },
  };
}

function isSame(one: MaterialSubject, other: MaterialSubject): boolean {
  return one.role === other.role && equalBytes(one.certificate.raw, other.certificate.raw);
}

/** Whether the certificates of the path, and the trust in its anchor, are in force at a time. */
function holdsAt({ chain, anchor }: CertificateValidation, time: Date): boolean {
  const { trustedFrom, trustedUntil } = anchor ?? {};
  return (
    chain.every(({ notBefore, notAfter }) => notBefore <= time && time <= notAfter) &&
    !(trustedFrom !== undefined && time < trustedFrom) &&
    !(trustedUntil !== undefined && time >= trustedUntil)
  );
}
