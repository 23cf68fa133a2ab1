/**
 * Attacks by the ids of `docs/attacks.md`, and the tests that name them.
 *
 * @module
 */
import ts from 'typescript';

/** A row of the page. */
export interface Attack {
  readonly id: string;
  /** What stands in the column of tests: links to files, or why there are none. */
  readonly tests: string;
}

/** A title of a test, or a part of one. */
export interface NamedTest {
  readonly ids: readonly string[];
  /** What comes after the ids. */
  readonly sentence: string;
}

/** A letter for what is attacked (X XML, P PDF, C CMS and cryptography, K PKI, Z packaging) and a number. */
const ID = '[XPCKZ][1-9]\\d?';
const NAMED = new RegExp(`^(${ID}(?:, ${ID})*): (.+)$`, 's');
const NAMED_ELSEWHERE = new RegExp(`\\((${ID})(?:, ${ID})*\\)$`);
const ROW = new RegExp(`^\\| (${ID}) \\|[^|]+\\| (.+) \\|$`);
const LINK = /\]\(\.\.\/([^)]+)\)/g;

/** The rows of the page, in its order. */
export function readAttacks(markdown: string): readonly Attack[] {
  return markdown.split('\n').flatMap((line) => {
    const [, id, tests] = ROW.exec(line) ?? [];
    return id === undefined || tests === undefined ? [] : [{ id, tests }];
  });
}

/** The files that a row links to, as paths from the root. */
export function linkedFiles({ tests }: Attack): readonly string[] {
  return [...tests.matchAll(LINK)].map(([, path = '']) => path);
}

/** Texts of a test file that begin with ids, such as `K6: is about a certificate only when …`. */
export function namedTests(path: string, text: string): readonly NamedTest[] {
  return textsOf(path, text).flatMap((value) => {
    const [, ids, sentence] = NAMED.exec(value) ?? [];
    return ids === undefined || sentence === undefined ? [] : [{ ids: ids.split(', '), sentence }];
  });
}

/** Texts that name ids where nobody looks for them: at their end. */
export function namedElsewhere(path: string, text: string): readonly string[] {
  return textsOf(path, text).filter((value) => NAMED_ELSEWHERE.test(value));
}

/** Every literal text of a file; of a template what stands before its first value. */
function textsOf(path: string, text: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) found.push(node.text);
    else if (ts.isTemplateHead(node)) found.push(`${node.text}…`);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return found;
}

/** What a row says when files name its id. */
export function testColumn(files: readonly { readonly path: string; readonly sentence: string }[]): string {
  return files
    .map(({ path, sentence }) => `[${shortPath(path)}](../${path}) “${sentence.replaceAll('|', '\\|')}”`)
    .join('<br>');
}

/** A path without what all paths have in common. */
function shortPath(path: string): string {
  return path.replace(/^packages\//, '').replace('/src/', '/');
}
