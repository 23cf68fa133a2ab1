/**
 * Identification of the signing certificate (EN 319 102-1 §5.2.3).
 *
 * @module
 */
import type { Certificate } from '@eseal/core/x509';
import type { SigningCertificateFacts } from '../facts/signing-certificate.ts';
import type { ValidationPolicy } from '../policy/policy.ts';
import { indeterminate } from '../report/conclusion.ts';
import { type BlockResult, type CheckDefinition, concludeBlock, defineCheck, judged } from './check.ts';

const failure = indeterminate('NO_SIGNING_CERTIFICATE_FOUND');

const REFERENCE_PRESENT = defineCheck({
  id: 'SIGNING_CERTIFICATE_REFERENCE_PRESENT',
  citation: 'EN 319 102-1 §5.2.3.4; EN 319 122-1 §5.2.2',
  level: 'fail',
  failure,
  message: {
    ja: 'シールに、署名者の証明書を特定する署名済みの参照(signing-certificate)がありません。',
    en: 'The seal holds no signed reference to its certificate (signing-certificate).',
  },
  repair: {
    ja: 'AdES規格(CAdES、PAdESなど)のシールを発行元に求めてください。',
    en: 'Ask the issuer for a seal of an AdES format (CAdES, PAdES).',
  },
});

const CERTIFICATE_FOUND = defineCheck({
  id: 'SIGNING_CERTIFICATE_FOUND',
  citation: 'EN 319 102-1 §5.2.3.4',
  level: 'fail',
  fixed: true,
  failure,
  message: {
    ja: 'シールが参照する証明書が見つかりません。同封の証明書はいずれも参照のダイジェストと一致しません。',
    en: 'The certificate that the seal refers to was not found: none of those at hand has the digest of the reference.',
  },
  repair: {
    ja: 'シールの証明書を発行元から入手し、検証の際に追加してください。',
    en: "Obtain the seal's certificate from the issuer and add it to the validation.",
  },
});

const ISSUER_SERIAL = defineCheck({
  id: 'SIGNING_CERTIFICATE_ISSUER_SERIAL_MATCH',
  citation: 'EN 319 102-1 §5.2.3.4',
  level: 'warn',
  failure,
  message: {
    ja: '参照に書かれた発行者名とシリアル番号が、証明書のものと一致しません(特定はダイジェストによります)。',
    en: 'Issuer and serial number in the reference are not those of the certificate (the digest decides).',
  },
});

/** Every check of the block. */
export const IDENTIFICATION_CHECKS: readonly CheckDefinition[] = [
  REFERENCE_PRESENT,
  CERTIFICATE_FOUND,
  ISSUER_SERIAL,
];

/** Outcome of the identification. */
export interface IdentificationResult extends BlockResult {
  /** Present when the block passed. */
  readonly certificate: Certificate | undefined;
}

/** Judges which certificate is the seal's. */
export function identifyCertificate(
  facts: SigningCertificateFacts,
  policy: ValidationPolicy,
): IdentificationResult {
  const { identified, hinted, reference } = facts;
  // Only a signature without any reference may be traced by its identifier, and only where the policy lets it pass.
  const certificate = identified ?? (reference.present ? undefined : hinted);
  const result = concludeBlock(policy, [
    judged(REFERENCE_PRESENT, reference.present),
    judged(CERTIFICATE_FOUND, certificate !== undefined),
    judged(ISSUER_SERIAL, reference.issuerSerialMatch !== false),
  ]);
  const passed = result.conclusion.indication === 'PASSED';
  return { ...result, certificate: passed ? certificate : undefined };
}
