/**
 * References to certificates and revocation data among the unsigned attributes: complete-certificate-references,
 * complete-revocation-references and those of attribute certificates (EN 319 122-1 §A.1.1 to §A.1.4, RFC 5126 §6.2).
 *
 * @module
 */
import { readable } from '@eseal/core';
import { DerReader, OID } from '@eseal/core/asn1';
import type { Attribute } from '@eseal/core/cms';
import { digestByOid, readAlgorithmIdentifier } from '@eseal/core/crypto';
import { ATTRIBUTE_CERTIFICATE_REFS, ATTRIBUTE_REVOCATION_REFS } from '../attribute-table.ts';
import type { MaterialReference } from './named-material.ts';

type Kind = MaterialReference['kind'];

/** How the values of each of these attributes are read. */
const READERS: ReadonlyMap<string, (value: DerReader) => readonly MaterialReference[]> = new Map([
  [OID.certificateRefs, readCertificateReferences],
  [ATTRIBUTE_CERTIFICATE_REFS, readCertificateReferences],
  [OID.revocationRefs, readRevocationReferences],
  [ATTRIBUTE_REVOCATION_REFS, readRevocationReferences],
]);

/** The references in values of an attribute; none in one that holds others, or cannot be read. */
export function readMaterialReferences({
  type,
  values,
}: Pick<Attribute, 'type' | 'values'>): readonly MaterialReference[] {
  const read = READERS.get(type);
  if (read === undefined) return [];
  return values.flatMap(
    (value) => readable(() => read(DerReader.over(value, 'references', { encoding: 'ber' }))) ?? [],
  );
}

/** SEQUENCE OF OtherCertID. */
function readCertificateReferences(reader: DerReader): readonly MaterialReference[] {
  return eachOf(reader.sequence('references'), 'OtherCertID', (id) => readHash(id, 'certificate'));
}

/** SEQUENCE OF CrlOcspRef: a list of CRLs under `[0]`, one of OCSP responses under `[1]`. */
function readRevocationReferences(reader: DerReader): readonly MaterialReference[] {
  return eachOf(reader.sequence('references'), 'CrlOcspRef', (reference) => [
    ...(reference.has(0xa0) ? readCrlIds(reference.context(0, 'crlids')) : []),
    ...(reference.has(0xa1) ? readOcspIds(reference.context(1, 'ocspids')) : []),
  ]);
}

function readCrlIds(explicit: DerReader): readonly MaterialReference[] {
  const list = explicit.sequence('CRLListID').sequence('crls');
  return eachOf(list, 'CrlValidatedID', (id) => readHash(id, 'crl'));
}

function readOcspIds(explicit: DerReader): readonly MaterialReference[] {
  const list = explicit.sequence('OcspListID').sequence('ocspResponses');
  return eachOf(list, 'OcspResponsesID', (id) => {
    id.raw('ocspIdentifier');
    return id.atEnd ? [] : readHash(id, 'ocsp-response');
  });
}

function eachOf(
  list: DerReader,
  name: string,
  read: (element: DerReader) => readonly MaterialReference[],
): readonly MaterialReference[] {
  const found: MaterialReference[] = [];
  while (!list.atEnd) found.push(...read(list.sequence(name)));
  return found;
}

/** OtherHash: a SHA-1 digest alone, or a digest with its algorithm (RFC 5126 §5.7.3.3). */
function readHash(reader: DerReader, kind: Kind): readonly MaterialReference[] {
  if (reader.has(0x04)) return [{ kind, digestAlgorithm: 'SHA-1', digest: reader.octetString('sha1Hash') }];
  const hash = reader.sequence('otherHash');
  const { oid } = readAlgorithmIdentifier(hash, 'hashAlgorithm');
  return [{ kind, digestAlgorithm: digestByOid(oid)?.name, digest: hash.octetString('hashValue') }];
}
