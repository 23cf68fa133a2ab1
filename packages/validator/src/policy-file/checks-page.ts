/**
 * The page of all checks, `docs/checks.md`.
 *
 * @module
 */
import type { CheckDefinition } from '../blocks/check.ts';
import { policyOf } from '../policy/presets.ts';
import { CHECK_GROUPS } from './check-registry.ts';

const HEAD = `# Checks

Every rule that a verdict rests on, by its id: the same ids are in reports (\`checks\`, \`findings\`) and in policies (\`levels\`, see
[policies](policies.md)). \`level\` is what a failure means by default: \`fail\` decides the verdict by the sub-indication beside
it, \`warn\` and \`inform\` only show, \`ignore\` does not; *fixed*: no policy may weaken it. \`compat\` is the level under the
preset of that name where it differs. In messages, \`{name}\` stands for a fact.

This page is made from the code (\`packages/validator/src/policy-file/checks-page.ts\`) and kept equal to it by a test.
`;

/** The page as Markdown. */
export function checksPage(): string {
  const groups = CHECK_GROUPS.map(({ title, checks }) =>
    [`## ${title}`, '', '| id | clause | level | compat | failure | message |', '|---|---|---|---|---|---|']
      .concat(checks.map(rowOf))
      .join('\n'),
  );
  return `${[HEAD, ...groups].join('\n')}\n`.replaceAll('\n## ', '\n\n## ').replaceAll('\n\n\n', '\n\n');
}

function rowOf({ id, citation, level, fixed, failure, message }: CheckDefinition): string {
  const compat = policyOf('compat').levels[id] ?? '';
  const { indication, subIndication } = failure;
  const cells = [
    `\`${id}\``,
    citation,
    fixed === true ? `${level}, *fixed*` : level,
    compat,
    `${indication} ${subIndication ?? ''}`.trim(),
    `${message.ja}<br>${message.en}`,
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
