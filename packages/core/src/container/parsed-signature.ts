/**
 * What every format hands to the validator: facts as they stand in the received bytes, nothing judged.
 *
 * @module
 */
import type { CertificateReference } from '../cms/ess.ts';
import type { SignerIdentifier } from '../cms/signer-info.ts';
import type { DigestAlgorithm, SignatureAlgorithm } from '../crypto/algorithms.ts';
import type { ContainedFiles } from './contained-files.ts';
import type { ParsedTimestamp } from './parsed-timestamp.ts';
import type { PdfScope } from './pdf-scope.ts';
import type { DigestInput, SignedReference } from './signed-reference.ts';
import type { SignaturePolicyReference, SignedStatements } from './signed-statements.ts';

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
