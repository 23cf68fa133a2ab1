/**
 * What every format hands to the validator: facts as they stand in the received bytes, nothing judged.
 *
 * @module
 */

import type { CertificateReference } from '../cms/ess.ts';
import type { SignerIdentifier } from '../cms/signer-info.ts';
import type { DigestAlgorithm, SignatureAlgorithm } from '../crypto/algorithms.ts';
import type { DocumentSource } from '../document/source.ts';
import type { ContainedFiles } from './contained-files.ts';

/** Kind of a sealed file. */
export type ContainerFormat = 'pades' | 'cades' | 'xades' | 'asic-s' | 'asic-e' | 'tst' | 'unknown';

/** Standard a signature was made by. */
export type SignatureFormat = 'CAdES' | 'PAdES' | 'XAdES' | 'CMS' | 'XMLDSig' | 'PKCS7';

/** Level by form alone, extended and legacy forms included; says nothing about trust. */
export type SignatureForm =
  | 'B-B'
  | 'B-T'
  | 'B-LT'
  | 'B-LTA'
  | 'BES'
  | 'EPES'
  | 'T'
  | 'LT'
  | 'C'
  | 'X'
  | 'XL'
  | 'A'
  | 'LTV'
  | 'NOT-ETSI';

/** Conformance of a structure to its standard; a valid signature may have an invalid structure. */
export interface StructureCheck {
  readonly valid: boolean;
  readonly messages: readonly string[];
}

/** Bytes that a digest is computed over: ranges of the received file, a detached content, or bytes made by transforms. */
export type DigestInput =
  | { readonly kind: 'bytes'; readonly pieces: readonly Uint8Array[] }
  | { readonly kind: 'ranges'; readonly source: DocumentSource; readonly ranges: readonly ByteRange[] }
  | { readonly kind: 'document'; readonly source: DocumentSource }
  /** Only the digest is known: it was given in place of a content, or computed while the container was read. */
  | { readonly kind: 'digest'; readonly algorithm: DigestAlgorithm; readonly digest: Uint8Array }
  /** Several inputs one after another, such as what a timestamp covers of a container and of a document beside it. */
  | { readonly kind: 'sequence'; readonly parts: readonly DigestInput[] };

/** Part of a file, in bytes. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** What a digest under a signature is of. */
export type ReferenceKind =
  /** `messageDigest` of CMS (RFC 5652 §11.2). */
  | 'message-digest'
  /** The octets of a PDF that /ByteRange names (ISO 32000-2 §12.8.1). */
  | 'byte-range'
  /** A ds:Reference to data (XMLDSig §4.4.3). */
  | 'reference'
  | 'signed-properties'
  | 'key-info'
  | 'object'
  | 'signature-properties'
  | 'manifest'
  /** A ds:Reference inside a ds:Manifest (XMLDSig §5.1), or a file that an ASiCManifest names (EN 319 162-1 §A.4). */
  | 'manifest-entry'
  /** The ds:SignatureValue that a counter-signature covers (EN 319 132-1 §5.2.7). */
  | 'countersigned-signature';

/** A digest that the signature covers. */
export interface SignedReference {
  readonly kind: ReferenceKind;
  /** URI of an XML reference or name of a file. */
  readonly uri?: string;
  /** `undefined` when the algorithm is not known to the SDK. */
  readonly digestAlgorithm: DigestAlgorithm | undefined;
  /** `undefined` when the signature lacks the digest. */
  readonly digest: Uint8Array | undefined;
  /** `undefined` when the referenced content was not found. */
  readonly input: DigestInput | undefined;
  /**
   * Of an entry of a manifest: it is what is sealed, so the seal holds only with it. Entries of a ds:Manifest are no condition of
   * a signature's validity (XMLDSig §5.1).
   */
  readonly required?: true;
}

/** Kind of a timestamp by what its imprint covers. */
export type TimestampType =
  | 'content'
  | 'all-data-objects'
  | 'individual-data-objects'
  | 'signature'
  | 'sig-and-refs'
  | 'refs-only'
  | 'validation-data'
  | 'archive'
  | 'document'
  | 'vri'
  | 'container';

/** A timestamp token in a container. */
export interface ParsedTimestamp {
  readonly id: string;
  readonly type: TimestampType;
  /** The TimeStampToken as received. */
  readonly token: Uint8Array;
  /** What its imprint should cover; `undefined` when that was not found. */
  readonly input: DigestInput | undefined;
  /** Present for archive timestamps of a CMS. */
  readonly archive?: CmsArchive;
  /** Name of its file in a container of files. */
  readonly file?: string;
  /** What the manifest that it covers names in turn. */
  readonly references?: readonly SignedReference[];
  /** What its imprint reaches: all of that existed when the token was made, if the token passes. */
  readonly covers?: readonly CoveredObject[];
}

/** Something whose existence a timestamp proves (EN 319 102-1 §5.6.2.3). */
export type CoveredObject = CoveredThing & {
  /**
   * Digests by which the imprint reaches it when not directly, such as those of a hash index or of a manifest: it reaches
   * it only as long as each of them can be relied on.
   */
  readonly through?: readonly DigestAlgorithm[];
};

type CoveredThing =
  /** The value of a signature of the container, with what is under it. */
  | { readonly kind: 'signature'; readonly id: string }
  /** A token of the container with everything in it. */
  | { readonly kind: 'timestamp'; readonly id: string }
  /** In the encoding that the signature, the token or the container lists it in. */
  | { readonly kind: 'certificate' | 'crl' | 'ocsp-response'; readonly encoding: Uint8Array };

/** How an archive timestamp of a CMS covers what it covers (EN 319 122-1 §5.5, TS 101 733 §6.4). */
export interface CmsArchive {
  readonly version: 'v1' | 'v2' | 'v3';
  /** What names the certificates, revocation data and attributes that version 3 covers; `undefined` without it. */
  readonly hashIndex: HashIndex | undefined;
}

/** An ATSHashIndex attribute of an archive timestamp (EN 319 122-1 §5.5.2). */
export interface HashIndex {
  readonly name: 'ats-hash-index' | 'ats-hash-index-v2' | 'ats-hash-index-v3';
  /** Everything that it names stands where it should. */
  readonly valid: boolean;
  /** What is missing, in English. */
  readonly problems: readonly string[];
}

/** The signature value and what it covers; `problem` says why it cannot be verified at all. */
export interface SignatureValue {
  /** `undefined` for an algorithm that the SDK does not know. */
  readonly algorithm: SignatureAlgorithm | undefined;
  /** The algorithm's name or object identifier as received. */
  readonly algorithmName: string;
  /** Salt length of PSS in bytes. */
  readonly saltLength?: number;
  readonly digestAlgorithm: DigestAlgorithm | undefined;
  /** The bytes under the value: DER signed attributes, canonical SignedInfo. */
  readonly signedBytes: DigestInput | undefined;
  /** Signed attributes as received, where that is not their DER: no conforming signature is over it (RFC 5652 §5.4). */
  readonly receivedBytes?: DigestInput;
  readonly value: Uint8Array;
  /** Bytes of r and of s as written beside each other (XMLDSig §6.4.3); no key of a shorter curve makes such a value. */
  readonly halfLength?: number;
}

/** Unprotected statement beside the signed bytes of which certificate or key the signature is by. */
export type CertificateHint =
  /** SignerIdentifier of CMS (RFC 5652 §5.3). */
  | { readonly kind: 'signer-identifier'; readonly identifier: SignerIdentifier }
  /** Certificates of ds:KeyInfo (XMLDSig §4.5): the signing one is among them, in no order. */
  | { readonly kind: 'certificates'; readonly encodings: readonly Uint8Array[] }
  /** ds:KeyValue or dsig11:DEREncodedKeyValue as a SubjectPublicKeyInfo; it names a key, trust never begins with it. */
  | { readonly kind: 'public-key'; readonly subjectPublicKeyInfo: Uint8Array };

/** How the signature names its certificate inside the signed bytes. */
export interface SigningCertificateReferences {
  /** Attributes or properties of this kind; baseline demands exactly one. */
  readonly count: number;
  /** References in order; the first names the signing certificate. */
  readonly references: readonly CertificateReference[];
}

/** What the seal covers. */
export interface SealScope {
  /** Nothing of the document lies outside what is signed, the place of the signature itself aside. */
  readonly coversWholeDocument: boolean;
  /** For people, in English. */
  readonly description: string;
  /** Names of the documents in a container of files that it does not cover. */
  readonly uncovered?: readonly string[];
  readonly pdf?: PdfScope;
}

/** The policy under which a signature says it was made (EN 319 122-1 §5.2.9, EN 319 132-1 §5.2.9). */
export type SignaturePolicyReference =
  | { readonly kind: 'implied' }
  /** It names one in a way that cannot be read. */
  | { readonly kind: 'unreadable' }
  | {
      readonly kind: 'explicit';
      /** An object identifier or a URI. */
      readonly identifier: string;
      /** `undefined` for an algorithm that the SDK does not know. */
      readonly digestAlgorithm: DigestAlgorithm | undefined;
      /** `undefined` when the signature lacks it; empty or all zero: the signer did not state it (TS 101 733 §5.8.1). */
      readonly digest: Uint8Array | undefined;
      /** Where the policy is said to be found (SPuri). */
      readonly location: string | undefined;
      /** Text of the notice to users (SPUserNotice). */
      readonly userNotice: string | undefined;
      /** Numbers of the notice's paragraphs (NoticeReference). */
      readonly noticeNumbers: readonly number[];
      /** The policy itself, where the signature carries it (EN 319 122-1 §5.2.10, EN 319 132-1 §5.2.10). */
      readonly document: Uint8Array | undefined;
      /**
       * The `ds:Transforms` element, in canonical form, that makes what the digest is over from the document
       * (EN 319 132-1 §5.2.9); `undefined`: the digest is over the document.
       */
      readonly transforms: Uint8Array | undefined;
    };

/** What the signer states under the signature beside the document (EN 319 122-1 §5.2, EN 319 132-1 §5.2); no proof. */
export interface SignedStatements {
  /** Object identifier of what is signed, of CMS alone (RFC 5652 §11.1). */
  readonly contentType?: string;
  /** Object identifier of the innermost content (RFC 2634 §2.9). */
  readonly contentHints?: string;
  /** It names its content for later references (RFC 2634 §2.7). */
  readonly contentIdentifier: boolean;
  /** It refers to another signed content (RFC 2634 §2.11). */
  readonly contentReference: boolean;
  readonly mimeTypes: readonly string[];
  /** Object identifiers or URIs. */
  readonly commitmentTypes: readonly string[];
  /** Parts of the stated place, from the smallest to the country. */
  readonly location: readonly string[];
  readonly claimedRoles: readonly string[];
  /** Number of roles that another party certifies. */
  readonly certifiedRoles: number;
}

/** What a later revision of a PDF did. */
export type PdfModificationKind =
  /** Added to the document security store, and nothing else (ISO 32000-2 §12.8.4.3). */
  | 'security-store'
  /** Added a document timestamp in a field that shows nothing (ISO 32000-2 §12.8.5). */
  | 'timestamp'
  /** Said when and by what the file was changed, in its information dictionary or its metadata (ISO 32000-2 §14.3). */
  | 'metadata'
  /** Declared another version or an extension of PDF (ISO 32000-2 §7.12). */
  | 'extension'
  /** Put a further signature into a field (ISO 32000-2 §12.7.5.5). */
  | 'signature'
  /** Filled in a form field (ISO 32000-2 §12.7.4). */
  | 'form-fill'
  /** Added, changed or removed an annotation (ISO 32000-2 §12.5). */
  | 'annotation'
  /** Added, removed or exchanged pages (ISO 32000-2 §7.7.3). */
  | 'page'
  /** Changed what a page shows (ISO 32000-2 §7.8). */
  | 'visual'
  /** Anything that is not known to be one of the others. */
  | 'undefined';

/** A change that a later revision of a PDF made. */
export interface PdfModification {
  /** Number of that revision, from 1. */
  readonly revision: number;
  readonly kind: PdfModificationKind;
  /** Where the change is, such as `12 0 R` or the name of a field. */
  readonly object: string;
  /**
   * By the signatures before that revision, their /DocMDP and /FieldMDP or locks (ISO 32000-2 §12.8.2.2, §12.8.2.4). What no
   * signature restricts is permitted, unless it is a `page`, `visual` or `undefined` change.
   */
  readonly permitted: boolean;
  /** Number of the page where it shows, from 1, if it is known. */
  readonly page?: number;
  /** An annotation paints over what the page shows; or lies over another annotation, a seal's appearance perhaps. */
  readonly covers?: 'page' | 'annotation';
}

/** What a signature locks (ISO 32000-2 §12.7.5.5, §12.8.2.4). */
export interface PdfLock {
  readonly action: 'All' | 'Include' | 'Exclude';
  /** Fully qualified names of the fields that are locked, or are not; empty for all. */
  readonly fields: readonly string[];
  /** What the document allows since; `null` when the lock does not say. */
  readonly permission: 1 | 2 | 3 | null;
}

/** Facts of a PDF signature dictionary. */
export interface PdfScope {
  readonly fieldName: string | undefined;
  /** Number of the revision that the signature ends, from 1. */
  readonly revision: number;
  /** The numbers of /ByteRange as they stand, `undefined` when they are no four integers. */
  readonly byteRange: readonly number[] | undefined;
  readonly byteRangeValid: boolean;
  readonly dictionaryConsistent: boolean;
  /** DocMDP permission set by this signature. */
  readonly permission: 1 | 2 | 3 | null;
  /** What it locks, `null` when nothing. */
  readonly lock: PdfLock | null;
  /** Bytes of the file after the part that is covered. */
  readonly bytesAfter: number;
  /** What they changed, oldest first. */
  readonly modifications: readonly PdfModification[];
  readonly subFilter: string | undefined;
  readonly signerName?: string;
  readonly reason?: string;
  readonly location?: string;
  readonly contactInfo?: string;
}

/** A fact that the format noticed and that a reader of the report should see. */
export interface ParseFinding {
  /** Stable, upper case with underscores. */
  readonly id: string;
  readonly severity: 'error' | 'warning' | 'information';
  /** In English. */
  readonly message: string;
  /** Such as `RFC 5652 §5.3`. */
  readonly citation: string;
}

/** One signature of a container. */
export interface ParsedSignature {
  /** Derived from the received bytes, so equal in every run. */
  readonly id: string;
  /** Name of its file in a container of files. */
  readonly file?: string;
  readonly format: SignatureFormat;
  readonly form: SignatureForm;
  readonly structure: StructureCheck;
  /** Id of the signature that this one countersigns. */
  readonly counterSignatureOf: string | null;
  readonly references: readonly SignedReference[];
  readonly signature: SignatureValue;
  readonly signingCertificateReferences: SigningCertificateReferences;
  /** `undefined` when nothing beside the signed bytes names a certificate or key. */
  readonly certificateHint: CertificateHint | undefined;
  /** Encodings of the certificates in the container that may belong to this signature's chains. */
  readonly certificates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  readonly ocspResponses: readonly Uint8Array[];
  /** Time the signer claims; no proof. */
  readonly claimedTime: Date | undefined;
  readonly timestamps: readonly ParsedTimestamp[];
  /** Absent: the signature names none. */
  readonly signaturePolicy?: SignaturePolicyReference;
  /** Absent: the signature cannot be read so far, or is of no AdES format. */
  readonly statements?: SignedStatements;
  readonly scope: SealScope;
  readonly findings: readonly ParseFinding[];
}

/** Certificates and revocation data that a file holds apart from its signatures, in the encoding received. */
export interface ContainerMaterial {
  readonly certificates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  /** OCSPResponse structures. */
  readonly ocspResponses: readonly Uint8Array[];
}

/** A sealed file, parsed. */
export interface ParsedContainer {
  readonly format: ContainerFormat;
  readonly signatures: readonly ParsedSignature[];
  /** Timestamps of the file itself. */
  readonly timestamps: readonly ParsedTimestamp[];
  readonly findings: readonly ParseFinding[];
  /** What belongs to no signature in particular, such as the security store of a PDF (EN 319 142-1 §5.4.2). */
  readonly material?: ContainerMaterial;
  /** Present for a container of files. */
  readonly contained?: ContainedFiles;
}
