/**
 * Texts of a signature dictionary, which are whatever its writer put there (ISO 32000-2 Table 255): who sealed is known from
 * the certificate alone.
 *
 * @module
 */
import { readable } from '@eseal/core';
import { OID } from '@eseal/core/asn1';
import { matchesSid } from '@eseal/core/cms';
import type { ParsedSignature, ParseFinding } from '@eseal/core/container';
import { nameValues } from '@eseal/core/x509';
import { readCertificates } from '../../cades/material.ts';

/** Texts by their keys in the dictionary. */
export type SignatureTexts = Readonly<Record<string, string | undefined>>;

/** Findings on the texts of a seal. */
export function textFindings(
  fieldName: string,
  texts: SignatureTexts,
  signature: Pick<ParsedSignature, 'certificateHint' | 'certificates'>,
): readonly ParseFinding[] {
  const findings: ParseFinding[] = [];
  for (const [key, text] of Object.entries({ ...texts, T: fieldName })) {
    const [character] = MISLEADING.exec(text ?? '') ?? [];
    if (character === undefined) continue;
    findings.push({
      id: 'PDF_TEXT_MISLEADING',
      severity: 'warning',
      message: `/${key} has the invisible character ${codePoint(character)}, by which it reads otherwise than it is written`,
      citation: 'Unicode Technical Report #36 §2',
    });
  }
  const differing = differingNames(texts.Name, signature);
  if (differing !== undefined) {
    findings.push({
      id: 'PDF_SIGNER_NAME_DIFFERS',
      severity: 'information',
      message: `/Name says ${texts.Name}, the certificate ${differing}: who sealed is known from the certificate alone`,
      citation: 'ISO 32000-2 §12.8.1, Table 255',
    });
  }
  return findings;
}

/** Characters that are not seen and change the order or the meaning of those around them (UAX #9 §2, UTR #36 §3.3). */
const MISLEADING =
  /[\u{AD}\u{61C}\u{180E}\u{200B}-\u{200F}\u{202A}-\u{202E}\u{2060}-\u{2064}\u{2066}-\u{206F}\u{FEFF}\u{E0000}-\u{E007F}]/u;

function codePoint(character: string): string {
  return `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Attributes of a certificate that say who it is for (EN 319 412-3 §4.2.1). */
const NAME_ATTRIBUTES = [OID.commonName, OID.organization];

/** The names in the certificate when none of them is this name, nor part of it; `undefined` when one is. */
function differingNames(
  name: string | undefined,
  { certificateHint, certificates }: Pick<ParsedSignature, 'certificateHint' | 'certificates'>,
): string | undefined {
  if (name === undefined || name.trim() === '' || certificateHint?.kind !== 'signer-identifier')
    return undefined;
  const { identifier } = certificateHint;
  const signing = readCertificates(certificates).find((one) => readable(() => matchesSid(identifier, one)));
  const names =
    signing === undefined ? [] : NAME_ATTRIBUTES.flatMap((type) => nameValues(signing.subject, type));
  if (names.length === 0) return undefined;
  const [said, known] = [fold(name), names.map(fold)];
  return known.some((one) => one !== '' && said.includes(one)) ? undefined : names.join(', ');
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}
