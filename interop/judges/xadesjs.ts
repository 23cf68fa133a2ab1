/**
 * xadesjs and xmldsigjs over WebCrypto and xmldom, in this process: the signature value and the references, without the
 * path of the certificate.
 *
 * @module
 */
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { DOMImplementation, DOMParser, XMLSerializer } from '@xmldom/xmldom';
import { Application, Parse, SignedXml } from 'xadesjs';
import { setNodeDependencies } from 'xml-core';
import { CryptoConfig } from 'xmldsigjs';
import * as xpath from 'xpath';
import { XMLDSIG } from '../lib/xml-signatures.ts';
import { parseJsonObject, textIn } from './json.ts';
import { joinVerdicts, type SealJudge, type Verdict } from './verdict.ts';

/** xadesjs as a judge. */
export function createXadesjs(): SealJudge {
  setNodeDependencies({ DOMParser, XMLSerializer, DOMImplementation, xpath });
  Application.setEngine('node', globalThis.crypto);
  return {
    name: 'xadesjs',
    scope: 'seals',
    async judge({ bytes }) {
      try {
        const document = Parse(new TextDecoder().decode(bytes));
        const verdicts: Verdict[] = [];
        for (const element of document.getElementsByTagNameNS(XMLDSIG, 'Signature')) {
          const signature = new SignedXml(document);
          signature.LoadXml(element);
          const accepted = await signature.Verify(await signingKey(element, signature));
          verdicts.push({ accepted, seals: 1, reason: accepted ? '' : 'not verified' });
        }
        return joinVerdicts(verdicts);
      } catch (error) {
        return { accepted: false, seals: 0, reason: messageOf(error) };
      }
    },
    version: async () => installedVersion(),
  };
}

/** The key of the first certificate: left to itself, the library demands that every certificate in KeyInfo fits. */
async function signingKey(element: Element, { XmlSignature }: SignedXml): Promise<CryptoKey> {
  const [certificate] = element.getElementsByTagNameNS(XMLDSIG, 'X509Certificate');
  const { publicKey } = new X509Certificate(Buffer.from(certificate?.textContent ?? '', 'base64'));
  const { algorithm } = CryptoConfig.CreateSignatureAlgorithm(XmlSignature.SignedInfo.SignatureMethod);
  const { namedCurve } = publicKey.asymmetricKeyDetails ?? {};
  const curve = namedCurve === undefined ? {} : { namedCurve: CURVES[namedCurve] ?? namedCurve };
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return crypto.subtle.importKey('spki', spki, { ...algorithm, ...curve }, true, ['verify']);
}

/** OpenSSL's names of curves in WebCrypto. */
const CURVES: Readonly<Record<string, string>> = {
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
};

/** The version that is installed. */
function installedVersion(): string {
  const file = new URL('../node_modules/xadesjs/package.json', import.meta.url);
  return textIn(parseJsonObject(readFileSync(file, 'utf8')), 'version') ?? 'unknown';
}

/** Errors of xml-core are no Error. */
function messageOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'message' in error
    ? String(error.message)
    : String(error);
}
