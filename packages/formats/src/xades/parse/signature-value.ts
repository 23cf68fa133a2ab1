/**
 * The signature value, its algorithm and the bytes under it: ds:SignedInfo in canonical form (XMLDSig §3.2.2).
 *
 * @module
 */
import type { DigestInput, ParseFinding, SignatureValue } from '@eseal/core/container';
import {
  CURVES,
  digestRow,
  ecdsaRawToDer,
  SIGNATURE_ALGORITHMS,
  type SignatureAlgorithm,
  type SignatureRow,
  signatureRow,
} from '@eseal/core/crypto';
import { attributeValue, base64Of, descend, textOf } from '../../xml/elements.ts';
import type { XmlElement } from '../../xml/tree.ts';
import { readDigest } from './digest-algorithm.ts';
import { DSIG_MORE } from './namespaces.ts';
import type { SignatureElements } from './signature-elements.ts';

/** Reads ds:SignatureValue under the algorithm of ds:SignatureMethod. */
export function readSignatureValue(
  { signatureMethod, signatureValue }: SignatureElements,
  signedBytes: DigestInput | undefined,
): SignatureValue {
  const algorithmName = (signatureMethod && attributeValue(signatureMethod, 'Algorithm')) ?? '';
  const method = signatureMethod && readMethod(signatureMethod, algorithmName);
  const row = method && signatureRow(method.algorithm);
  return {
    algorithm: method?.algorithm,
    algorithmName,
    ...(method?.saltLength !== undefined && { saltLength: method.saltLength }),
    digestAlgorithm: row?.digest,
    signedBytes,
    ...readValue(signatureValue, row),
  };
}

/** An algorithm with the salt length that is stated beside it. */
interface SignatureMethod {
  readonly algorithm: SignatureAlgorithm;
  readonly saltLength?: number;
}

const RSA_PSS = `${DSIG_MORE}rsa-pss`;

function readMethod(element: XmlElement, uri: string): SignatureMethod | undefined {
  if (uri === RSA_PSS) return readPssMethod(element);
  const row = SIGNATURE_ALGORITHMS.find(({ xmlUri }) => xmlUri === uri);
  return row && { algorithm: row.name };
}

/** RSASSA-PSS with parameters; what is absent has its default (RFC 9231 §2.3.9). */
function readPssMethod(element: XmlElement): SignatureMethod | undefined {
  const [parameters] = descend(element, DSIG_MORE, 'RSAPSSParams');
  const stated = readDigest(parameters).digestAlgorithm;
  const digest = hasDigestMethod(parameters) ? stated : 'SHA-256';
  const [mask] = descend(parameters, DSIG_MORE, 'MaskGenerationFunction');
  const maskDigest = hasDigestMethod(mask) ? readDigest(mask).digestAlgorithm : digest;
  const [trailer] = descend(parameters, DSIG_MORE, 'TrailerField').map(textOf);
  if (digest === undefined || maskDigest !== digest || (trailer ?? '1').trim() !== '1') return undefined;
  const [salt] = descend(parameters, DSIG_MORE, 'SaltLength').map(textOf);
  const saltLength = salt === undefined ? digestRow(digest).length : Number(salt);
  const row = SIGNATURE_ALGORITHMS.find((one) => one.scheme === 'rsa-pss' && one.digest === digest);
  return row && Number.isSafeInteger(saltLength) && saltLength >= 0
    ? { algorithm: row.name, saltLength }
    : undefined;
}

function hasDigestMethod(element: XmlElement | undefined): boolean {
  return (
    element?.children.some((node) => node.kind === 'element' && node.localName === 'DigestMethod') ?? false
  );
}

/** Length of r and s together for the largest curve. */
const MAX_ECDSA = 2 * Math.max(...CURVES.map(({ byteLength }) => byteLength));

/**
 * The value as the rest of the SDK has it. XML writes r and s of ECDSA and DSA side by side, each as long as the curve asks for
 * (XMLDSig §6.4.3); laxer than that, halves of another length are read too, for they are beyond doubt; their length is told, for zeros that
 * lead in them are lost in DER, and whether they are too long for its curve only the key tells.
 */
function readValue(
  element: XmlElement | undefined,
  row: SignatureRow | undefined,
): Pick<SignatureValue, 'value' | 'halfLength'> {
  const value = (element && base64Of(element)) ?? new Uint8Array();
  if (row?.scheme !== 'ecdsa' && row?.scheme !== 'dsa') return { value };
  const hasHalves = value.length > 0 && value.length % 2 === 0 && value.length <= MAX_ECDSA;
  // What is no r and s stays as it is, and verifies under no key.
  return hasHalves ? { value: ecdsaRawToDer(value), halfLength: value.length / 2 } : { value };
}

/** What was noticed about a signature value. */
export function checkSignatureValue(
  { signatureValue }: SignatureElements,
  { algorithm }: SignatureValue,
): readonly ParseFinding[] {
  if (algorithm === undefined || signatureRow(algorithm).scheme !== 'ecdsa') return [];
  const length = (signatureValue && base64Of(signatureValue))?.length ?? 0;
  if (CURVES.some(({ byteLength }) => length === 2 * byteLength)) return [];
  return [
    {
      id: 'ECDSA_VALUE_LENGTH',
      severity: 'warning',
      message: `the ECDSA value has ${length} bytes, which is twice the length of no curve`,
      citation: 'XMLDSig §6.4.3',
    },
  ];
}
