/**
 * Links of Markdown files to files of the repository.
 *
 * @module
 */

/** The relative targets of the links of a text, without anchors; code and addresses are left out. */
export function relativeLinks(markdown: string): readonly string[] {
  const prose = markdown.replaceAll(/^(`{3,})[\s\S]*?^\1/gm, '').replaceAll(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target.replace(/#.*$/, ''))
    .filter((target) => target !== '' && !/^[a-z]+:/.test(target));
}
