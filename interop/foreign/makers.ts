/**
 * Programs that seal with the testkit's keys.
 *
 * @module
 */
import { readFile, writeFile } from 'node:fs/promises';
import type { AdesLevel } from '@eseal/core';
import { digestRow, type SignatureAlgorithm, signatureRow } from '@eseal/core/crypto';
import type { Dss } from '../judges/dss.ts';
import type { PyHanko } from '../judges/pyhanko.ts';
import { runProgram } from '../judges/run-program.ts';
import { requireJudge } from '../judges.ts';
import type { AlgorithmCase } from '../lib/algorithms.ts';
import type { ServedWorld } from '../lib/served-world.ts';

/** A way in which another program seals. */
export interface ForeignPackaging {
  readonly format: 'CAdES' | 'PAdES' | 'XAdES';
  readonly name: string;
  /** The seal stands beside the document. */
  readonly detached: boolean;
  /** Certifies with this permission. */
  readonly certify?: 1 | 2 | 3;
}

/** What is to be sealed, and where. */
export interface ForeignRequest {
  readonly packaging: ForeignPackaging;
  readonly adesLevel: AdesLevel;
  readonly algorithm: AlgorithmCase;
  readonly served: ServedWorld;
  readonly file: string;
  readonly out: string;
}

/** Seals a file. */
export type Maker = (request: ForeignRequest) => Promise<void>;

/** DSS as a maker. */
export function makeWithDss(dss: Dss): Maker {
  return ({ packaging, adesLevel, algorithm, served, file, out }) =>
    dss.seal({
      format: packaging.format,
      level: adesLevel,
      packaging: dssPackaging(packaging),
      digest: digestOf(algorithm).replace('SHA-', 'SHA'),
      pss: signatureRow(algorithm.algorithm).scheme === 'rsa-pss',
      p12: served.p12,
      password: served.password,
      tsa: served.tsa,
      trust: served.trust.path,
      file,
      out,
    });
}

function dssPackaging({ format, name, detached }: ForeignPackaging): 'ENVELOPED' | 'DETACHED' | 'ENVELOPING' {
  if (format === 'PAdES' || name === 'enveloped') return 'ENVELOPED';
  return detached ? 'DETACHED' : 'ENVELOPING';
}

/** xmlsec1 as a maker of XMLDSig: it fills a template, whose references it finds in the document itself. */
export const makeWithXmlsec1: Maker = async ({ algorithm, served, file, out }) => {
  const { pem } = served;
  const key = `${pem.key},${pem.certificate},${pem.issuers}`;
  const template = envelopedTemplate(await readFile(file, 'utf8'), algorithm.algorithm);
  await writeFile(`${file}.template`, template);
  const options = ['--sign', '--privkey-pem', key, '--output', out, `${file}.template`];
  const { status, errors } = await runProgram(requireJudge('xmlsec1'), options);
  if (status !== 0) throw new Error(`xmlsec1 did not sign: ${errors}`);
};

/** A document with a ds:Signature at its end that lacks its digest, its value and its certificates. */
function envelopedTemplate(document: string, algorithm: SignatureAlgorithm): string {
  const { digest, xmlUri } = signatureRow(algorithm);
  const exclusive = '<Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>';
  const signature = [
    `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo>`,
    `<CanonicalizationMethod Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"/>`,
    `<SignatureMethod Algorithm="${xmlUri}"/><Reference URI="">`,
    `<Transforms><Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>${exclusive}</Transforms>`,
    `<DigestMethod Algorithm="${digestRow(digest).xmlUri}"/><DigestValue/></Reference></SignedInfo>`,
    `<SignatureValue/><KeyInfo><X509Data/></KeyInfo></Signature>`,
  ].join('');
  const end = document.lastIndexOf('</');
  return `${document.slice(0, end)}${signature}${document.slice(end)}`;
}

/** pyHanko as a maker, of PAdES. */
export function makeWithPyHanko(pyHanko: PyHanko): Maker {
  return ({ packaging, adesLevel, algorithm, served, file, out }) =>
    pyHanko.seal({
      level: adesLevel,
      digest: digestOf(algorithm).replace('SHA-', 'sha').replace('SHA3-', 'sha3_'),
      p12: served.p12,
      password: served.password,
      tsa: served.tsa,
      trust: served.trust.path,
      ...(packaging.certify === undefined ? {} : { certify: packaging.certify }),
      file,
      out,
    });
}

/** `openssl cms -sign -cades`, at B-B. */
export const makeWithOpenssl: Maker = async ({ packaging, algorithm, served, file, out }) => {
  const { pem } = served;
  const { status, errors } = await runProgram(requireJudge('openssl'), [
    ...['cms', '-sign', '-cades', '-binary', '-nosmimecap', '-outform', 'DER', '-in', file, '-out', out],
    ...['-signer', pem.certificate, '-inkey', pem.key, '-certfile', pem.issuers],
    ...['-md', digestOf(algorithm).replace('SHA-', 'sha').replace('SHA3-', 'sha3-')],
    ...(packaging.detached ? [] : ['-nodetach']),
    ...(signatureRow(algorithm.algorithm).scheme === 'rsa-pss'
      ? ['-keyopt', 'rsa_padding_mode:pss', '-keyopt', 'rsa_pss_saltlen:digest']
      : []),
  ]);
  if (status !== 0) throw new Error(`openssl did not seal: ${errors}`);
};

function digestOf({ algorithm }: AlgorithmCase): string {
  return signatureRow(algorithm).digest;
}
