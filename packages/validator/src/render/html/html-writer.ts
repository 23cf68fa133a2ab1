/**
 * Pages as HTML.
 *
 * @module
 */
import type { Page, Remark, Row, Section, Table } from '../page.ts';
import { escapeHtml, isolated } from './markup.ts';
import { STYLE, STYLE_DIGEST } from './style.ts';

/** Nothing is loaded, run or sent; the one style is the page's own (CSP Level 3 §6). */
const CONTENT_SECURITY_POLICY = `default-src 'none'; style-src 'sha256-${STYLE_DIGEST}'; base-uri 'none'; form-action 'none'`;

/** A page as an HTML document. */
export function writeHtml(page: Page): string {
  const title = escapeHtml(page.title);
  return `<!DOCTYPE html>
<html lang="${page.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${CONTENT_SECURITY_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${page.sections.map((one) => sectionHtml(one, 2, page)).join('\n')}
</main>
</body>
</html>
`;
}

/** Headings go down to h6; what is deeper inside stays there. */
function sectionHtml(section: Section, depth: number, page: Page): string {
  const heading = `h${Math.min(depth, 6)}`;
  const { details, remarks, rows, sections, table, tone } = section;
  return [
    `<section class="${tone}">`,
    `<${heading}>${isolated(section.heading)}</${heading}>`,
    ...rowsHtml(rows),
    ...remarksHtml(remarks),
    ...(table === undefined ? [] : [tableHtml(table, section.heading)]),
    ...sections.map((one) => sectionHtml(one, depth + 1, page)),
    ...detailsHtml(details, depth, page),
    '</section>',
  ].join('\n');
}

function rowsHtml(rows: readonly Row[]): readonly string[] {
  if (rows.length === 0) return [];
  const lines = rows.map(
    ({ label, values }) =>
      `<tr><th scope="row">${escapeHtml(label)}</th><td>${values.map((one) => `<p>${isolated(one)}</p>`).join('')}</td></tr>`,
  );
  return [`<table><tbody>\n${lines.join('\n')}\n</tbody></table>`];
}

function remarksHtml(remarks: readonly Remark[]): readonly string[] {
  if (remarks.length === 0) return [];
  const items = remarks.map(({ label, message, repair, severity }) => {
    const help =
      repair === undefined
        ? ''
        : `<br><strong>${escapeHtml(repair.label)}:</strong> ${repair.values.map(isolated).join(' ')}`;
    return `<li class="${severity}"><strong>${escapeHtml(label)}:</strong> ${isolated(message)}${help}</li>`;
  });
  return [`<ul>\n${items.join('\n')}\n</ul>`];
}

/** Wide tables scroll by themselves, also by keyboard. */
function tableHtml({ columns, rows }: Table, name: string): string {
  const head = columns.map((one) => `<th scope="col">${escapeHtml(one)}</th>`).join('');
  const body = rows.map((cells) => `<tr>${cells.map((one) => `<td>${isolated(one)}</td>`).join('')}</tr>`);
  return `<div class="scroll" role="region" aria-label="${escapeHtml(name)}" tabindex="0"><table>
<thead><tr>${head}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table></div>`;
}

function detailsHtml(details: readonly Section[], depth: number, page: Page): readonly string[] {
  if (details.length === 0) return [];
  const inner = details.map((one) => sectionHtml(one, depth + 1, page)).join('\n');
  return [`<details>\n<summary>${escapeHtml(page.detailsHeading)}</summary>\n${inner}\n</details>`];
}
