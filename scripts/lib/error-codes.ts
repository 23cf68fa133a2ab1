/**
 * The closed unions of error codes in `errors.ts` files, and the codes that `docs/errors.md` explains.
 *
 * @module
 */
import ts from 'typescript';

/** The string literals of every exported type alias named `…ErrorCode`. */
export function codesOfUnions(path: string, text: string): readonly string[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const codes: string[] = [];
  for (const statement of source.statements) {
    if (ts.isTypeAliasDeclaration(statement) && statement.name.text.endsWith('ErrorCode')) {
      collectLiterals(statement.type, codes);
    }
  }
  return codes;
}

function collectLiterals(type: ts.TypeNode, into: string[]): void {
  if (ts.isUnionTypeNode(type)) for (const member of type.types) collectLiterals(member, into);
  if (ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal)) into.push(type.literal.text);
}

/** A section of `docs/errors.md`: the package of its heading and the codes of its table. */
export interface DocumentedCodes {
  readonly package: string;
  readonly codes: readonly string[];
}

/** Codes in the first column of the tables, under headings such as `## @eseal/core`. */
export function documentedCodes(markdown: string): readonly DocumentedCodes[] {
  const sections: { package: string; codes: string[] }[] = [];
  for (const line of markdown.split('\n')) {
    const heading = /^## `?(@eseal\/[a-z0-9-]+)`?/.exec(line)?.[1];
    if (heading !== undefined) sections.push({ package: heading, codes: [] });
    const code = /^\|\s*`([A-Z][A-Z0-9_]*)`\s*\|/.exec(line)?.[1];
    if (code !== undefined) sections.at(-1)?.codes.push(code);
  }
  return sections;
}

/** Codes that one side has and the other lacks, and codes explained twice. */
export function compareCodes(
  name: string,
  declared: readonly string[],
  documented: readonly string[],
): readonly string[] {
  return [
    ...declared
      .filter((code) => !documented.includes(code))
      .map((code) => `${name}: ${code} is not explained`),
    ...documented.filter((code) => !declared.includes(code)).map((code) => `${name}: no union has ${code}`),
    ...documented
      .filter((code, index) => documented.indexOf(code) !== index)
      .map((code) => `${name}: ${code} is explained twice`),
  ];
}

/**
 * Codes that no source produces, and codes that no test names. Those of signers are words of the seam: a Signer of
 * somebody else produces them, so a test that lets one do so is enough.
 */
export function unreachedCodes(
  name: string,
  declared: readonly string[],
  { sources, tests }: { readonly sources: string; readonly tests: string },
): readonly string[] {
  return declared.flatMap((code) => [
    ...(code.startsWith('SIGNER_') || isNamed(code, sources) ? [] : [`${name}: no source produces ${code}`]),
    ...(isNamed(code, tests) ? [] : [`${name}: no test reaches ${code}`]),
  ]);
}

function isNamed(code: string, text: string): boolean {
  return text.includes(`'${code}'`) || text.includes(`"${code}"`);
}
