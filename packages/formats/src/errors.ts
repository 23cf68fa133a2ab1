/**
 * Errors of the formats.
 *
 * @module
 */
import { EsealError } from '@eseal/core';

/** Why a PDF cannot be read, or not be sealed as asked. */
export type PdfErrorCode =
  | 'NOT_A_PDF'
  | 'PDF_SYNTAX'
  | 'PDF_XREF_BROKEN'
  | 'PDF_PASSWORD_REQUIRED'
  | 'PDF_PASSWORD_WRONG'
  | 'PDF_ENCRYPTION_UNSUPPORTED'
  | 'PDF_ENCRYPTION_BROKEN'
  | 'PDF_LIMIT_EXCEEDED'
  | 'PDF_STRUCTURE_INVALID'
  | 'PDF_FILTER_UNSUPPORTED'
  | 'PDF_PAGE_NOT_FOUND'
  | 'PDF_PLACE_OUTSIDE_PAGE'
  | 'PDF_PLACE_TAKEN'
  | 'PDF_FIELD_NOT_USABLE'
  | 'PDF_SEED_VALUE_UNMET'
  | 'PDF_HYBRID_REFUSED'
  | 'PDF_XFA_REFUSED'
  | 'PDF_CHANGE_FORBIDDEN'
  | 'PDF_CERTIFICATION_NOT_FIRST'
  | 'PDF_OFFSET_TOO_LARGE'
  | 'PDF_PLACEHOLDER_TOO_SMALL'
  | 'PDF_NOT_SEALED';

/** Why a CMS cannot be read, raised or sealed beside. */
export type CmsErrorCode =
  | 'CMS_UNREADABLE'
  | 'CMS_LIMIT_EXCEEDED'
  | 'CMS_NOT_SEALED'
  | 'CMS_CONTENT_MISMATCH'
  | 'CMS_CHANGE_FORBIDDEN';

/** Why an XML document cannot be read, raised or sealed as asked. */
export type XmlErrorCode =
  | 'XML_SYNTAX'
  | 'XML_DTD_REFUSED'
  | 'XML_ENCODING_UNSUPPORTED'
  | 'XML_DUPLICATE_ID'
  | 'XML_LIMIT_EXCEEDED'
  | 'XML_TRANSFORM_REFUSED'
  | 'XML_ELEMENT_NOT_FOUND'
  | 'XML_PLACE_NOT_FOUND'
  | 'XML_NOT_SEALED'
  | 'XML_CHANGE_FORBIDDEN';

/** Why a ZIP archive cannot be read. */
export type ZipErrorCode =
  | 'ZIP_UNREADABLE'
  | 'ZIP_AMBIGUOUS'
  | 'ZIP_NAME_REFUSED'
  | 'ZIP_UNSUPPORTED'
  | 'ZIP_LIMIT_EXCEEDED'
  | 'ZIP_ENTRY_BROKEN';

/** Why something cannot be put into a container, or a container not be raised. */
export type AsicErrorCode =
  | 'ASIC_NAME_REFUSED'
  | 'ASIC_STRUCTURE_INVALID'
  | 'ASIC_NOT_SEALED'
  | 'ASIC_CHANGE_FORBIDDEN';

/** Why a seal of any format cannot be raised. */
export type SealErrorCode = 'SEAL_BROKEN' | 'SEAL_CERTIFICATE_MISSING' | 'SEAL_CONTENT_MISSING';

/** Why a visible seal cannot be drawn. */
export type AppearanceErrorCode =
  | 'APPEARANCE_OVERFLOW'
  | 'FONT_SUBSETTER_MISSING'
  | 'FONT_UNSUPPORTED'
  | 'GLYPH_MISSING'
  | 'IMAGE_UNREADABLE'
  | 'TEXT_UNSUPPORTED';

/** Why a file of whatever format cannot be worked on. */
export type DetectErrorCode = 'FORMAT_UNKNOWN';

/** Codes thrown by `@eseal/formats`. */
export type FormatsErrorCode =
  | PdfErrorCode
  | CmsErrorCode
  | XmlErrorCode
  | ZipErrorCode
  | AsicErrorCode
  | DetectErrorCode
  | SealErrorCode
  | AppearanceErrorCode;

/** An error of the formats package. */
export class FormatsError extends EsealError<FormatsErrorCode> {
  override readonly name: string = 'FormatsError';
}
