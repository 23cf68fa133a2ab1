/**
 * Namespaces of what stands in trusted lists.
 *
 * @module
 */

/** ETSI TS 119 612 Annex C. */
export const TSL = 'http://uri.etsi.org/02231/v2#';
/** Additional types (ETSI TS 119 612 Annex C). */
export const TSLX = 'http://uri.etsi.org/02231/v2/additionaltypes#';
/** Service information extensions: qualifications (ETSI TS 119 612 Annex C). */
export const SIE = 'http://uri.etsi.org/TrstSvc/SvcInfoExt/eSigDir-1999-93-EC-TrustedList/#';
/** Mutual recognition agreements in lists of lists of the European Commission. */
export const MRA = 'http://ec.europa.eu/tools/lotl/mra/schema/v2#';
/** XMLDSig §1.3. */
export const DS = 'http://www.w3.org/2000/09/xmldsig#';
/** EN 319 132-1 §4.3. */
export const XADES = 'http://uri.etsi.org/01903/v1.3.2#';
