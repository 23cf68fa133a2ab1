/**
 * Whether the seal's certificate is still good, as `--trust` and `--trusted-list` judge it.
 *
 * @module
 */
import type { CheckCertificate } from '@eseal/core';
import type { CertificateReport } from '@eseal/validator';
import { CliError } from '../../errors.ts';
import type { CommandIo } from '../../io.ts';
import { openTransport } from '../../network-options.ts';
import type { SealingOptions } from '../../sealing-options.ts';
import { namesTrust, openTrust } from '../../trust-sources.ts';

/** Findings about services that gave no answer, or an old one: they say nothing against the certificate. */
const UNDECIDED: ReadonlySet<string> = new Set(['REVOCATION_CHECKED', 'REVOCATION_DATA_FRESH']);

/** The check; none where nobody is trusted. */
export async function certificateCheck(
  options: SealingOptions & { readonly offline?: boolean },
  intermediates: readonly Uint8Array[],
  io: CommandIo,
): Promise<CheckCertificate | undefined> {
  if (!namesTrust(options) || options.offline === true) return undefined;
  const { createOnlineIssuers, createOnlineRevocation, validateCertificate } = await import(
    '@eseal/validator'
  );
  const { trust, japan } = await openTrust(options, io);
  const transport = await openTransport(options);
  return async (certificate, { signal }) => {
    const report = await validateCertificate(certificate, {
      trust,
      certificates: intermediates,
      issuers: createOnlineIssuers({ transport }),
      revocationProvider: createOnlineRevocation({ transport }),
      ...(japan !== undefined && { japan }),
      ...(signal && { signal }),
    });
    assertGood(report, options, io);
  };
}

function assertGood(report: CertificateReport, { quiet }: SealingOptions, io: CommandIo): void {
  const { conclusion, findings } = report;
  if (conclusion.indication === 'TOTAL-PASSED') return;
  const { indication, subIndication } = conclusion;
  const verdict = `the seal's certificate is ${indication}${subIndication === null ? '' : ` (${subIndication})`}`;
  const faults = findings.filter(({ severity }) => severity === 'error');
  if (faults.length === 0 || faults.some(({ id }) => !UNDECIDED.has(id)))
    throw new CliError('CERTIFICATE_REFUSED', `${verdict}: nothing more is sealed under it`);
  if (quiet !== true) io.stderr(`eseal: warning: ${verdict}: whether it was revoked is not known now\n`);
}
