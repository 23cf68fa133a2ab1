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
  ByteRange,
  CertificateHint,
  CmsArchive,
  ContainerFormat,
  ContainerMaterial,
  CoveredObject,
  DigestInput,
  HashIndex,
  ParsedContainer,
  ParsedSignature,
  ParsedTimestamp,
  ParseFinding,
  PdfLock,
  PdfModification,
  PdfModificationKind,
  PdfScope,
  ReferenceKind,
  SealScope,
  SignatureForm,
  SignatureFormat,
  SignaturePolicyReference,
  SignatureValue,
  SignedReference,
  SignedStatements,
  SigningCertificateReferences,
  StructureCheck,
  TimestampType,
} from './parsed-signature.ts';
