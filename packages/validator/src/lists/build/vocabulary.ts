/**
 * Names that trusted lists are written with (ETSI TS 119 612 Annex B, and the European Commission's schema of agreements).
 *
 * @module
 */
import { MRA, SIE, TSL, TSLX, XADES } from '../parse/namespaces.ts';

/** Namespaces that the root declares. */
export const NAMESPACES: Readonly<Record<string, string>> = {
  xmlns: TSL,
  'xmlns:tslx': TSLX,
  'xmlns:sie': SIE,
  'xmlns:xades': XADES,
  'xmlns:mra': MRA,
};

/** The tag of trusted lists (§5.2). */
export const LIST_TAG = 'http://uri.etsi.org/19612/TSLTag';

/** The version that is written (§5.3.1): lists signed with SigningCertificateV2. */
export const LIST_VERSION = 6;

/** Days that mean: history is never removed (§5.3.12). */
export const HISTORY_FOR_EVER = 65_535;

/** What the URIs of agreements begin with. */
export const AGREEMENT = 'http://ec.europa.eu/tools/lotl/mra';

/** Name of the extension that agreements translate the qualifiers of. */
export const QUALIFICATIONS_NAME = 'Sie:Q';
