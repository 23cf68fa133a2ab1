/**
 * PKI.js over WebCrypto: CMS, in this process. It verifies the signature value, the digest and the chain.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { fromBER } from 'asn1js';
import { Certificate, ContentInfo, CryptoEngine, SignedData, setEngine } from 'pkijs';
import { pdfSignatures } from '../lib/pdf-signatures.ts';
import { parseJsonObject, textIn } from './json.ts';
import { joinVerdicts, type SealedFile, type SealJudge, type Verdict } from './verdict.ts';

/** PKI.js as a judge. */
export function createPkijs(): SealJudge {
  setEngine('node', new CryptoEngine({ name: 'node', crypto: globalThis.crypto }));
  return {
    name: 'pkijs',
    scope: 'seals',
    async judge({ kind, bytes, content, trust }) {
      if (kind === 'cms') return judgeCms(bytes, content?.bytes, trust);
      const signatures = pdfSignatures(bytes).filter(({ isTimestamp }) => !isTimestamp);
      return joinVerdicts(
        await Promise.all(signatures.map(({ cms, covered }) => judgeCms(cms, covered, trust))),
      );
    },
    version: async () => installedVersion(),
  };
}

/** The version that is installed. */
function installedVersion(): string {
  const file = new URL('../node_modules/pkijs/package.json', import.meta.url);
  return textIn(parseJsonObject(readFileSync(file, 'utf8')), 'version') ?? 'unknown';
}

/** The structure that some DER holds. */
export function readSignedData(cms: Uint8Array): SignedData {
  const { result, offset } = fromBER(Uint8Array.from(cms));
  if (offset < 0) throw new TypeError('not DER');
  return new SignedData({ schema: new ContentInfo({ schema: result }).content });
}

async function judgeCms(
  cms: Uint8Array,
  content: Uint8Array | undefined,
  { certificate }: SealedFile['trust'],
): Promise<Verdict> {
  try {
    const signed = readSignedData(cms);
    const verdicts: Verdict[] = [];
    for (const signer of signed.signerInfos.keys()) {
      const accepted = await signed.verify({
        signer,
        checkChain: true,
        trustedCerts: [Certificate.fromBER(Uint8Array.from(certificate))],
        ...(content === undefined ? {} : { data: Uint8Array.from(content).buffer }),
      });
      verdicts.push({ accepted, seals: 1, reason: accepted ? '' : 'not verified' });
    }
    return joinVerdicts(verdicts);
  } catch (error) {
    return { accepted: false, seals: 0, reason: error instanceof Error ? error.message : String(error) };
  }
}
