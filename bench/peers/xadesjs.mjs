/** XAdES-B-B enveloped, made and verified by xadesjs over xmldom, as its users write it. */
import { webcrypto } from 'node:crypto';
import { DOMImplementation, DOMParser, XMLSerializer } from '@xmldom/xmldom';
import { Application, Parse, SignedXml } from 'xadesjs';
import { setNodeDependencies } from 'xml-core';
import * as xpath from 'xpath';

export async function createXadesjsSealer(document, world, kind) {
  prepare();
  const algorithm =
    kind === 'p256'
      ? { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
      : { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const key = await webcrypto.subtle.importKey('pkcs8', world.seal.pkcs8, algorithm, false, ['sign']);
  const toBase64 = (der) => Buffer.from(der).toString('base64');
  const certificates = [...world.chain, world.root.certificate].map(toBase64);
  const serializer = new XMLSerializer();
  return async () => {
    const xml = Parse(new TextDecoder().decode(document));
    const signed = new SignedXml();
    await signed.Sign(algorithm, key, xml, {
      references: [{ hash: 'SHA-256', transforms: ['enveloped', 'exc-c14n'] }],
      x509: certificates,
      signingCertificate: { certificate: certificates[0], digestAlgorithm: 'SHA-256' },
      signingTime: { value: new Date() },
    });
    xml.documentElement.appendChild(signed.XmlSignature.GetXml());
    return new TextEncoder().encode(serializer.serializeToString(xml));
  };
}

/** Verifies the signature of a document under the certificate inside it; `undefined` where xadesjs cannot, though others can. */
export async function createXadesjsVerifier(document) {
  prepare();
  const text = new TextDecoder().decode(document);
  const verify = async () => {
    const xml = Parse(text);
    const signed = new SignedXml(xml);
    signed.LoadXml(xml.getElementsByTagNameNS('http://www.w3.org/2000/09/xmldsig#', 'Signature')[0]);
    return signed.Verify();
  };
  return (await verify().catch(() => false)) ? verify : undefined;
}

function prepare() {
  setNodeDependencies({ DOMParser, XMLSerializer, DOMImplementation, xpath });
  Application.setEngine('node', webcrypto);
}
