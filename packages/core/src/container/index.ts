/** The model of parsed containers, between formats and validator. @module */

export type { ContainedFile, ContainedFiles, ContainedManifest } from './contained-files.ts';
export {
  type ContentDigest,
  type DetachedContent,
  isContentDigest,
  requireDocument,
} from './detached-content.ts';
export { digestInput, updateDigest } from './digest-input.ts';
export type {
  CertificateHint,
  ContainerFormat,
  ContainerMaterial,
  ParsedContainer,
  ParsedSignature,
  ParseFinding,
  SealScope,
  SignatureForm,
  SignatureFormat,
  SignatureValue,
  SigningCertificateReferences,
  StructureCheck,
} from './parsed-signature.ts';
export type {
  CmsArchive,
  CoveredObject,
  HashIndex,
  ParsedTimestamp,
  TimestampType,
} from './parsed-timestamp.ts';
export type { PdfLock, PdfModification, PdfModificationKind, PdfScope } from './pdf-scope.ts';
export type { ByteRange, DigestInput, ReferenceKind, SignedReference } from './signed-reference.ts';
export type { SignaturePolicyReference, SignedStatements } from './signed-statements.ts';
