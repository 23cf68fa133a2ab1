/** XAdES: seals in and beside XML documents, and seals in XML over anything. @module */
export type { Canonicalization } from './canonicalization.ts';
export { type ExtractContentsOptions, type ExtractedContent, extractContents } from './extract.ts';
export type { ExpandedName, FurtherContent, SealPlace, XadesOptions } from './options.ts';
export { XADES_132_GRAMMAR, XADES_141_GRAMMAR } from './parse/grammar/xades.ts';
export { XMLDSIG_GRAMMAR } from './parse/grammar/xmldsig.ts';
export { readKeyValue } from './parse/key-info.ts';
export { type ParseXadesOptions, parseXades, parseXadesDocument } from './parse/parse.ts';
export type { PreparedXades } from './prepare.ts';
export {
  COMMITMENT_TYPES,
  type CommitmentType,
  type DataObjectFormat,
  type ProductionPlace,
  type SealerStatements,
  type SignaturePolicy,
} from './statements.ts';
export { transformPolicyDocument } from './transform-policy.ts';
export { xades } from './xades.ts';
