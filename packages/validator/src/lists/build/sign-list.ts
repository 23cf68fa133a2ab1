/**
 * Signs a trusted list for the operator of its scheme (ETSI TS 119 612 §5.7, Annex B).
 *
 * @module
 */
import { type CallOptions, type Signer, seal } from '@eseal/core';
import type { SignatureAlgorithm } from '@eseal/core/crypto';
import type { Certificate } from '@eseal/core/x509';
import { xades } from '@eseal/formats/xades';
import { childElements } from '@eseal/formats/xml';
import { ValidatorError } from '../../errors.ts';
import type { Finding } from '../../report/finding.ts';
import { describeSigner, signerDepartures } from '../authenticate/signer-profile.ts';
import { DS } from '../parse/namespaces.ts';
import { parseListXml, parseTrustedList } from '../parse/parse-list.ts';

/** Options of {@link signTrustedList}. */
export interface SignTrustedListOptions extends CallOptions {
  /** The operator's key; its first certificate signs the list. */
  readonly signer: Signer;
  /** One of the signer's algorithms. Default its first. */
  readonly algorithm?: SignatureAlgorithm;
  /** Claimed time of signing. Default the clock's. */
  readonly signingTime?: Date;
  /** The clock. Default the system's. */
  readonly now?: () => Date;
  /** Hears what is unusual about the signer's certificate. Default: nobody does. */
  readonly onWarning?: (warning: Finding) => void;
}

/**
 * Signs a list: XAdES baseline B with SigningCertificateV2, enveloped, over the whole document, in exclusive canonical form, with
 * nothing but the signer's certificate beside it. The signature value is verified under that certificate before it is used.
 *
 * It does not compare the certificate with those that pointers to the list announce.
 *
 * @param xml - a list without a signature, as `buildTrustedList` makes it
 * @throws ValidatorError `TRUSTED_LIST_INVALID` for a list that is signed already, or that departs from what lists have to be;
 *   `LIST_SIGNER_REFUSED` for a certificate that no list is signed with; `TRUSTED_LIST_UNREADABLE`; and what `seal` throws
 * @see EN 319 132-1 §6.3; ETSI TS 119 612 §5.7.1
 */
export async function signTrustedList(xml: Uint8Array, options: SignTrustedListOptions): Promise<Uint8Array> {
  const { onWarning, signer, ...others } = options;
  const territory = readTerritory(xml);
  const [certificate] = signer.certificates;
  assertMaySign(certificate, territory);
  const now = others.now?.() ?? new Date();
  for (const warning of describeSigner(certificate, territory, now)) onWarning?.(warning);
  const format = xades({ includeCertificates: 'seal', coverEarlierSeals: true });
  const sealed = await seal(xml, { ...others, format, signer });
  const signed = await sealed.toBytes();
  assertReadable(signed);
  return signed;
}

/** The territory of a list that has no signature yet. */
function readTerritory(xml: Uint8Array): string | undefined {
  const document = parseListXml(xml);
  if (childElements(document.root, DS, 'Signature').length > 0)
    throw new ValidatorError('TRUSTED_LIST_INVALID', 'the list is signed already (ETSI TS 119 612 §5.7)');
  return parseTrustedList(document).scheme.territory;
}

/** A list that readers would not take whole is not handed out. */
function assertReadable(signed: Uint8Array): void {
  const [problem] = parseTrustedList(signed).structure.messages;
  if (problem !== undefined)
    throw new ValidatorError('TRUSTED_LIST_INVALID', `readers would not take the list: ${problem}`);
}

function assertMaySign(certificate: Certificate, territory: string | undefined): void {
  const departure = signerDepartures(certificate, territory).find(({ essential }) => essential);
  if (departure === undefined) return;
  throw new ValidatorError(
    'LIST_SIGNER_REFUSED',
    `the certificate is not for signing lists: ${departure.departure} (ETSI TS 119 612 §5.7.1)`,
  );
}
