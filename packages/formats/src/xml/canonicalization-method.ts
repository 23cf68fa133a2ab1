/**
 * The canonicalization algorithms of XML signatures (XMLDSig §6.5).
 *
 * @module
 */

/** How nodes become octets. */
export interface CanonicalizationMethod {
  /** The URI that names it. */
  readonly algorithm: string;
  /** Canonical XML 1.0, Canonical XML 1.1, Exclusive XML Canonicalization 1.0. */
  readonly kind: 'inclusive' | 'inclusive-1.1' | 'exclusive';
  readonly comments: boolean;
  /**
   * Prefixes that exclusive canonicalization treats like inclusive; empty for the default namespace
   * (Exclusive XML Canonicalization §3, InclusiveNamespaces).
   */
  readonly prefixes: readonly string[];
}

type MethodKind = CanonicalizationMethod['kind'];

const METHODS: readonly CanonicalizationMethod[] = [
  method('http://www.w3.org/TR/2001/REC-xml-c14n-20010315', 'inclusive', false),
  method('http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments', 'inclusive', true),
  method('http://www.w3.org/2006/12/xml-c14n11', 'inclusive-1.1', false),
  method('http://www.w3.org/2006/12/xml-c14n11#WithComments', 'inclusive-1.1', true),
  method('http://www.w3.org/2001/10/xml-exc-c14n#', 'exclusive', false),
  method('http://www.w3.org/2001/10/xml-exc-c14n#WithComments', 'exclusive', true),
];

function method(algorithm: string, kind: MethodKind, comments: boolean): CanonicalizationMethod {
  return { algorithm, kind, comments, prefixes: [] };
}

/** The method that an algorithm URI names; `undefined` for any other algorithm. Only exclusive methods take prefixes. */
export function canonicalizationMethod(
  algorithm: string,
  prefixes: readonly string[] = [],
): CanonicalizationMethod | undefined {
  const named = METHODS.find((each) => each.algorithm === algorithm);
  return named?.kind === 'exclusive' && prefixes.length > 0 ? { ...named, prefixes } : named;
}

/** The method of a kind. */
export function methodOf(
  kind: MethodKind,
  { comments = false }: { readonly comments?: boolean } = {},
): CanonicalizationMethod {
  const found = METHODS.find((each) => each.kind === kind && each.comments === comments);
  if (found === undefined) throw new TypeError(`no canonicalization is called ${kind}`);
  return found;
}

/** Canonical XML 1.0 without comments: what turns nodes into octets when nothing else is said (XMLDSig §4.4.3.2). */
export const INCLUSIVE_C14N: CanonicalizationMethod = methodOf('inclusive');

/** Exclusive canonicalization without comments. */
export const EXCLUSIVE_C14N: CanonicalizationMethod = methodOf('exclusive');
