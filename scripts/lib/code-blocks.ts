/**
 * The TypeScript blocks of Markdown files and of doc comments.
 *
 * @module
 */
/** A fenced block marked `ts`, and the line of the file where its code begins. */
export interface CodeBlock {
  readonly line: number;
  readonly code: string;
}

/** The blocks of a Markdown text. */
export function blocksOfMarkdown(text: string): readonly CodeBlock[] {
  const blocks: CodeBlock[] = [];
  let open: { fence: string; indent: number; line: number; lines: string[] } | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    if (open !== undefined) {
      if (line.trim() === open.fence) {
        blocks.push({ line: open.line, code: open.lines.join('\n') });
        open = undefined;
      } else open.lines.push(line.slice(Math.min(open.indent, line.length - line.trimStart().length)));
      continue;
    }
    const [, indent = '', fence] = /^( *)(```+)(?:ts|typescript)\s*$/.exec(line) ?? [];
    if (fence !== undefined) open = { fence, indent: indent.length, line: index + 2, lines: [] };
  }
  return blocks;
}

/** The blocks in the doc comments of a TypeScript text. */
export function blocksOfComments(text: string): readonly CodeBlock[] {
  const found: CodeBlock[] = [];
  const comment = /\/\*\*[\s\S]*?\*\//g;
  for (const match of text.matchAll(comment)) {
    const first = text.slice(0, match.index).split('\n').length;
    const markdown = match[0]
      .replace(/^\/\*\*/, '')
      .replace(/\*\/$/, '')
      .replaceAll(/^[ \t]*\* ?/gm, '');
    for (const block of blocksOfMarkdown(markdown)) {
      found.push({ line: first + block.line - 1, code: block.code });
    }
  }
  return found;
}
