/** CAdES-B-B detached by PKI.js, as its users write it. */

import { webcrypto } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';

const ESS_V2 = '1.2.840.113549.1.9.16.2.47';

export async function createPkijsSealer(document, world, kind) {
  const engine = new pkijs.CryptoEngine({ name: 'node', crypto: webcrypto });
  pkijs.setEngine('node', webcrypto, engine);
  const certificates = [...world.chain, world.root.certificate].map((der) => pkijs.Certificate.fromBER(der));
  const algorithm =
    kind === 'p256' ? { name: 'ECDSA', namedCurve: 'P-256' } : { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const key = await webcrypto.subtle.importKey('pkcs8', world.seal.pkcs8, algorithm, false, ['sign']);
  return async () => {
    const digest = await webcrypto.subtle.digest('SHA-256', document);
    const certificateDigest = await webcrypto.subtle.digest('SHA-256', world.seal.certificate);
    const signed = signedData(certificates, attributes(digest, certificateDigest));
    await signed.sign(key, 0, 'SHA-256', document);
    const info = new pkijs.ContentInfo({
      contentType: pkijs.ContentInfo.SIGNED_DATA,
      content: signed.toSchema(true),
    });
    return info.toSchema().toBER();
  };
}

function signedData(certificates, signedAttributes) {
  return new pkijs.SignedData({
    version: 1,
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: pkijs.ContentInfo.DATA }),
    signerInfos: [
      new pkijs.SignerInfo({
        version: 1,
        sid: new pkijs.IssuerAndSerialNumber({
          issuer: certificates[0].issuer,
          serialNumber: certificates[0].serialNumber,
        }),
        signedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes: signedAttributes }),
      }),
    ],
    certificates,
  });
}

function attributes(digest, certificateDigest) {
  const attribute = (type, value) => new pkijs.Attribute({ type, values: [value] });
  const certId = new asn1js.Sequence({ value: [new asn1js.OctetString({ valueHex: certificateDigest })] });
  const ess = new asn1js.Sequence({ value: [new asn1js.Sequence({ value: [certId] })] });
  return [
    attribute('1.2.840.113549.1.9.3', new asn1js.ObjectIdentifier({ value: '1.2.840.113549.1.7.1' })),
    attribute('1.2.840.113549.1.9.5', new asn1js.UTCTime({ valueDate: new Date() })),
    attribute('1.2.840.113549.1.9.4', new asn1js.OctetString({ valueHex: digest })),
    attribute(ESS_V2, ess),
  ];
}

/** Signature and chain of an attached CMS. */
export async function createPkijsVerifier(sealed, world) {
  pkijs.setEngine('node', webcrypto, new pkijs.CryptoEngine({ name: 'node', crypto: webcrypto }));
  const root = pkijs.Certificate.fromBER(world.root.certificate);
  return async () => {
    const info = pkijs.ContentInfo.fromBER(sealed);
    const signed = new pkijs.SignedData({ schema: info.content });
    const result = await signed.verify({
      signer: 0,
      checkChain: true,
      trustedCerts: [root],
      extendedMode: true,
    });
    if (!result.signatureVerified) throw new Error('PKI.js does not verify');
  };
}
