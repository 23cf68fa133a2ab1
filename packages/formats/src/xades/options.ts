/**
 * What a caller may choose for XAdES seals.
 *
 * @module
 */
import type { DetachedContent } from '@eseal/core/container';
import type { DigestAlgorithm } from '@eseal/core/crypto';
import type { IncludedCertificates } from '../cades/sealer.ts';
import type { Canonicalization } from './canonicalization.ts';
import type { DataObjectFormat, SealerStatements } from './statements.ts';

/** The element that a seal becomes the last child of. */
export type SealPlace =
  | { readonly kind: 'end-of-root' }
  | { readonly kind: 'element-id'; readonly id: string }
  /** Names from the root down, the root's first; they must lead to exactly one element. */
  | { readonly kind: 'element-path'; readonly path: readonly ExpandedName[] }
  /**
   * In the extensions of a UBL document, such as a JP PINT invoice, as UBL 2.1 §5 has it; what of `ext:UBLExtensions` is
   * missing is created.
   */
  | { readonly kind: 'ubl-extensions' };

/** Name of an element (Namespaces in XML §2.1). */
export interface ExpandedName {
  /** Empty for no namespace. */
  readonly namespace: string;
  readonly localName: string;
}

/** A further document under the same seal. */
export interface FurtherContent extends DetachedContent, DataObjectFormat {}

/** Options of `xades()`. */
export interface XadesOptions extends SealerStatements {
  /**
   * How seal and document stand together: the seal inside the XML document that it covers, the documents inside the seal,
   * the seal in a file of its own, or the seal inside an XML document of which it covers some elements. Default
   * `enveloped`.
   */
  readonly packaging?: 'enveloped' | 'enveloping' | 'detached' | 'internally-detached';
  /** Where an enveloped or internally detached seal stands. Default `end-of-root`. */
  readonly place?: SealPlace;
  /** Ids of the elements that an internally detached seal covers. */
  readonly elementIds?: readonly string[];
  /**
   * Whether an enveloped seal covers the seals that the document has already. No other can be added then without breaking
   * this one. Default false: seals stand side by side.
   */
  readonly coverEarlierSeals?: boolean;
  /** How an enveloping seal holds its documents: any bytes as base64, or the root element of XML. Default `base64`. */
  readonly objectContent?: 'base64' | 'xml';
  /**
   * Id of a seal in the document, as parsing gives it: the new seal covers its value and stands inside it. Only for
   * enveloped seals. Default none.
   */
  readonly counterSignatureOf?: string;
  /** File name by which a detached seal refers to the document; `/` separates folders. */
  readonly name?: string;
  /**
   * Documents that an enveloping or detached seal covers beside the one that is handed to `seal`. Of those beside a
   * detached seal the digest is enough.
   */
  readonly contents?: readonly FurtherContent[];
  /**
   * Whether a detached seal covers a list of the documents' digests in place of each document itself: it then holds even
   * where a document cannot be had. Default false.
   */
  readonly manifest?: boolean;
  /** Which of the Signer's certificates are carried. Default `all`. */
  readonly includeCertificates?: IncludedCertificates;
  /**
   * Where B-LT puts certificates and revocation data: those of the seal in `CertificateValues` and `RevocationValues`, those
   * of each timestamp right after it, or all in one `AnyValidationData`. Default `certificate-values`.
   */
  readonly validationData?: 'certificate-values' | 'any-validation-data';
  /** Default `exc-c14n`. */
  readonly canonicalization?: Canonicalization;
  /** Of the references. Default that of the signature algorithm. */
  readonly digestAlgorithm?: DigestAlgorithm;
}
