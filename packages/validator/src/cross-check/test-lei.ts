/** Certificates with LEIs for tests. */
import { encodeLeiExtension } from '@eseal/core/identity';
import { identifiedBy, lei } from '../../test/certificate-changes.ts';
import { type SealCertificateChanges, sealCertificate } from '../../test/seal-certificate.ts';
import { type CrossCheckLeiOptions, crossCheckLei, type LeiCrossCheck } from './lei.ts';

export const TOYOTA = '5493006W3QUS5LMH6R84';
export const GLEIF = '506700GE1G29325QX363';
export const NUMBER = 'NTRJP-7000012050002';

/** The LEI in the extension. */
export const ONCE: SealCertificateChanges = lei(encodeLeiExtension(TOYOTA));

/** The LEI in the subject, too. */
export const TWICE: SealCertificateChanges = { ...identifiedBy(NUMBER, `LEIXG-${TOYOTA}`), ...ONCE };

/** The cross-check with its reasons by their ids. */
export async function crossCheck(
  changes: SealCertificateChanges,
  options?: CrossCheckLeiOptions,
): Promise<LeiCrossCheck & { readonly ids: readonly string[] }> {
  const { certificate } = await sealCertificate(changes);
  const found = await crossCheckLei(certificate, options);
  return { ...found, ids: found.reasons.map(({ id }) => id) };
}
