/**
 * xadesjs and xmldsigjs over WebCrypto and xmldom, in this process: the signature value and the references, without the
 * path of the certificate.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { DOMImplementation, DOMParser, XMLSerializer } from '@xmldom/xmldom';
import { Application, Parse, SignedXml } from 'xadesjs';
import { setNodeDependencies } from 'xml-core';
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
          keepFirstCertificate(element);
          signature.LoadXml(element);
          const accepted = await signature.Verify();
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

/** Takes the issuers out of KeyInfo, which no signature covers: the library demands that every certificate's key fits. */
function keepFirstCertificate(element: Element): void {
  const [, ...issuers] = element.getElementsByTagNameNS(XMLDSIG, 'X509Certificate');
  for (const issuer of issuers) issuer.parentNode?.removeChild(issuer);
}

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
