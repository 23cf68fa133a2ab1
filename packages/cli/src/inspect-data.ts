/**
 * What `eseal inspect` says of files that are no documents: certificates and what is sent around them.
 *
 * @module
 */
import { readable } from '@eseal/core';
import { parseSignedData } from '@eseal/core/cms';
import { parseCrl, parseOcspResponse } from '@eseal/core/revocation';
import { parseTimestampRequest, parseTimestampResponse } from '@eseal/core/timestamp';
import { type PemBlock, parseCertificate, parsePem } from '@eseal/core/x509';
import {
  certificateFacts,
  encodedCertificateFacts,
  type Facts,
  requestFacts,
  responseFacts,
} from './inspect-facts.ts';
import { parsePfx, pfxFacts } from './inspect-pkcs12.ts';
import { crlFacts, ocspFacts } from './inspect-revocation.ts';

/** Facts of bytes of one kind; `undefined` when they are of another. */
type Reader = (der: Uint8Array) => Facts | undefined;

/** Facts of what a parser takes. */
function reader<T>(parse: (der: Uint8Array) => T, facts: (value: T) => Facts): Reader {
  return (der) => {
    const value = readable(() => parse(der));
    return value === undefined ? undefined : facts(value);
  };
}

/** None of these takes what another one takes. */
const READERS: readonly Reader[] = [
  reader(parseCertificate, (certificate) => certificatesFacts([certificateFacts(certificate)])),
  reader(parseCrl, crlFacts),
  reader(parseOcspResponse, ocspFacts),
  reader(parseTimestampResponse, responseFacts),
  reader(parseTimestampRequest, requestFacts),
  reader(parsePfx, pfxFacts),
  bagFacts,
];

/** Facts of a file in DER or PEM; `undefined` when it is nothing that is known here. */
export function inspectData(file: Uint8Array): Facts | undefined {
  return file[0] === 0x30 ? inspectDer(file) : inspectPem(file);
}

function inspectDer(der: Uint8Array): Facts | undefined {
  for (const read of READERS) {
    const facts = read(der);
    if (facts !== undefined) return facts;
  }
  return undefined;
}

/** Most blocks of a file that are told of. */
const MAX_BLOCKS = 1000;

function inspectPem(file: Uint8Array): Facts | undefined {
  const blocks = readable(() => parsePem(new TextDecoder('latin1').decode(file))) ?? [];
  const [first] = blocks;
  if (first === undefined) return undefined;
  if (blocks.every(({ label }) => label === 'CERTIFICATE'))
    return certificatesFacts(blocks.slice(0, MAX_BLOCKS).map(({ bytes }) => encodedCertificateFacts(bytes)));
  if (blocks.length === 1) return blockFacts(first);
  return { kind: 'PEM', blocks: blocks.slice(0, MAX_BLOCKS).map(blockFacts) };
}

/** A block; of a key nothing but that it is there. */
function blockFacts({ bytes, label }: PemBlock): Facts {
  if (label.endsWith('PRIVATE KEY')) return { kind: 'private key', label, shown: 'nothing' };
  return inspectDer(bytes) ?? { kind: 'unknown', label, size: bytes.length };
}

function certificatesFacts(certificates: readonly Facts[]): Facts {
  return { kind: 'certificates', certificates };
}

/** Certificates and CRLs in a SignedData that nobody signed (RFC 8551 §3.8). */
function bagFacts(der: Uint8Array): Facts | undefined {
  const bag = readable(() => parseSignedData(der));
  if (bag === undefined || bag.signerInfos.length > 0) return undefined;
  return {
    kind: 'PKCS #7',
    certificates: bag.certificates.slice(0, MAX_BLOCKS).map(encodedCertificateFacts),
    crls: bag.crls.length,
  };
}
