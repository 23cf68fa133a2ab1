/**
 * The canonicalization algorithms that baseline seals may use, by name (XMLDSig §6.5, EN 319 132-1 §6.3).
 *
 * @module
 */
import { type CanonicalizationMethod, methodOf } from '../xml/canonicalization-method.ts';

/** Canonical XML 1.0, Canonical XML 1.1 and Exclusive XML Canonicalization 1.0. */
export type Canonicalization =
  | 'exc-c14n'
  | 'exc-c14n-with-comments'
  | 'c14n'
  | 'c14n-with-comments'
  | 'c14n11'
  | 'c14n11-with-comments';

/** The method behind each name. */
export const CANONICALIZATIONS: Readonly<Record<Canonicalization, CanonicalizationMethod>> = {
  'exc-c14n': methodOf('exclusive'),
  'exc-c14n-with-comments': methodOf('exclusive', { comments: true }),
  c14n: methodOf('inclusive'),
  'c14n-with-comments': methodOf('inclusive', { comments: true }),
  c14n11: methodOf('inclusive-1.1'),
  'c14n11-with-comments': methodOf('inclusive-1.1', { comments: true }),
};
