/** The model of parsed containers, between formats and validator. @module */

export { digestInput } from './digest-input.ts';
export type {
  ByteRange,
  CertificateHint,
  ContainerFormat,
  DetachedContent,
  DigestInput,
  ParsedContainer,
  ParsedSignature,
  ParsedTimestamp,
  ParseFinding,
  PdfScope,
  ReferenceKind,
  SealScope,
  SignatureForm,
  SignatureFormat,
  SignatureValue,
  SignedReference,
  SigningCertificateReferences,
  StructureCheck,
  TimestampType,
} from './parsed-signature.ts';
