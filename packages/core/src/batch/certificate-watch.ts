/**
 * Watching the seal's certificate while a batch runs for hours.
 *
 * @module
 */
import { assertCertificateForSealing } from '../seal/preflight.ts';
import type { CallOptions } from '../seal/signer.ts';
import type { Certificate } from '../x509/certificate.ts';

/** Rejects when nothing more may be sealed under a certificate: it was revoked, its issuer lost its status. */
export type CheckCertificate = (certificate: Certificate, options: CallOptions) => Promise<void>;

/** Options of {@link createCertificateWatch}. */
export interface CertificateWatchOptions {
  readonly certificate: Certificate;
  readonly now: () => Date;
  readonly check: CheckCertificate | undefined;
  /** The check is not made more often. */
  readonly intervalMs: number;
}

/** Called before each use of the key; rejects when the certificate may not be used any more. */
export function createCertificateWatch({
  certificate,
  now,
  check,
  intervalMs,
}: CertificateWatchOptions): (options: CallOptions) => Promise<void> {
  let checked: number | undefined;
  return async (options) => {
    const time = now();
    await assertCertificateForSealing(certificate, time);
    const since = checked === undefined ? Number.POSITIVE_INFINITY : time.getTime() - checked;
    // A clock that was set back says nothing of how long ago that is.
    if (check === undefined || (since >= 0 && since < intervalMs)) return;
    await check(certificate, options);
    checked = time.getTime();
  };
}
