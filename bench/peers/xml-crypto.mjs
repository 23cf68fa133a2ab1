/** An enveloped XML signature by xml-crypto: XML-DSig only, nothing of XAdES; its key is loaded once. */
import { createPrivateKey } from 'node:crypto';
import { ExclusiveCanonicalization, SignedXml } from 'xml-crypto';
import { toPem } from '../lib/key-files.mjs';

const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';

export function createXmlCryptoSealer(document, world) {
  const privateKey = createPrivateKey({ key: Buffer.from(world.seal.pkcs8), format: 'der', type: 'pkcs8' });
  return () => {
    const signed = new SignedXml({
      privateKey,
      publicCert: toPem('CERTIFICATE', world.seal.certificate),
      signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
      canonicalizationAlgorithm: EXCLUSIVE,
    });
    signed.addReference({
      xpath: '/*',
      transforms: [ENVELOPED, EXCLUSIVE],
      digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
    });
    signed.computeSignature(new TextDecoder().decode(document));
    return new TextEncoder().encode(signed.getSignedXml());
  };
}

/** The exclusive canonical form of a document that xmldom has parsed. */
export function canonicalizeByXmlCrypto(xml) {
  return new ExclusiveCanonicalization().process(xml.documentElement, {}).toString();
}
