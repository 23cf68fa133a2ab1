/**
 * References to certificates and revocation data among the unsigned properties (EN 319 132-1 §A.1.1 to §A.1.4).
 *
 * @module
 */
import type { MaterialReference } from '../../cades/covered/named-material.ts';
import type { XmlElement } from '../../xml/tree.ts';
import { readDigest } from './digest-algorithm.ts';
import { descendProperties, isProperty } from './elements.ts';

/** Where references stand below the properties that hold them. */
const PLACES: readonly {
  readonly kind: MaterialReference['kind'];
  readonly properties: readonly string[];
  readonly path: readonly string[];
}[] = [
  {
    kind: 'certificate',
    properties: [
      'CompleteCertificateRefs',
      'CompleteCertificateRefsV2',
      'AttributeCertificateRefs',
      'AttributeCertificateRefsV2',
    ],
    path: ['CertRefs', 'Cert', 'CertDigest'],
  },
  {
    kind: 'crl',
    properties: ['CompleteRevocationRefs', 'AttributeRevocationRefs'],
    path: ['CRLRefs', 'CRLRef', 'DigestAlgAndValue'],
  },
  {
    kind: 'ocsp-response',
    properties: ['CompleteRevocationRefs', 'AttributeRevocationRefs'],
    path: ['OCSPRefs', 'OCSPRef', 'DigestAlgAndValue'],
  },
];

/** The references in a property; none in one that holds others. */
export function readMaterialReferences(property: XmlElement): readonly MaterialReference[] {
  return PLACES.filter(({ properties }) => isProperty(property, ...properties)).flatMap(({ kind, path }) =>
    descendProperties(property, ...path).map((element) => ({ kind, ...readDigest(element) })),
  );
}
