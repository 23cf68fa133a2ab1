/** The rows as a table in Markdown, put between the markers of a page. */
import { readFileSync, writeFileSync } from 'node:fs';
import { NOT_THERE } from './rows.mjs';

const BEGIN = '<!-- rows -->';
const END = '<!-- end of rows -->';

/** Replaces the table of a page; rows of parts that do not exist yet are left out. */
export function writeMarkdown(path, report, format) {
  const page = readFileSync(path, 'utf8');
  const before = page.slice(0, page.indexOf(BEGIN) + BEGIN.length);
  const after = page.slice(page.indexOf(END));
  const rows = report.rows.filter(({ error }) => error !== NOT_THERE);
  const machine = `Measured on ${report.date.slice(0, 10)}: ${report.cpu}, ${report.cores} cores, Node ${report.node.slice(1)}; ${report.rounds} rounds.`;
  const table = [
    '| row | ours | goal | | beside it |',
    '|---|---|---|---|---|',
    ...rows.map((row) => line(row, format)),
  ];
  writeFileSync(path, `${before}\n${machine}\n\n${table.join('\n')}\n${after}`);
}

function line({ id, value, unit, goal, met, peers, error }, format) {
  if (error !== null) return `| \`${id}\` | - | ${goal ?? '-'} | | ${error.split('\n')[0]} |`;
  const others = Object.entries(peers).map(
    ([name, figure]) => `${name} ${figure === null ? '-' : format(figure)}`,
  );
  const mark = met ? 'met' : '**missed**';
  return `| \`${id}\` | ${format(value)} ${unit} | ${goal === null ? '-' : format(goal)} | ${mark} | ${others.join(', ')} |`;
}
