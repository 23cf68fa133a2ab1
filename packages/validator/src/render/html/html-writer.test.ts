import { describe, expect, it } from 'vitest';
import { HOSTILE } from '../../../test/reported.ts';
import { type Page, section } from '../page.ts';
import { writeHtml } from './html-writer.ts';

const page = (text: string, depth = 0): Page => ({
  language: 'ja',
  title: text,
  detailsHeading: text,
  sections: [nested(text, depth)],
});

const nested = (text: string, depth: number): ReturnType<typeof section> =>
  section(text, {
    tone: 'bad',
    rows: [{ label: text, values: [text, text] }],
    remarks: [{ severity: 'error', label: text, message: text, repair: { label: text, values: [text] } }],
    table: { columns: [text], rows: [[text]] },
    sections: depth > 0 ? [nested(text, depth - 1)] : [],
    details: [section(text, {})],
  });

describe('writeHtml', () => {
  it('is one document that loads and runs nothing', () => {
    const html = writeHtml(page('報告'));
    expect(html).toMatch(
      /^<!DOCTYPE html>\n<html lang="ja">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-[\w+/]{43}='; base-uri 'none'; form-action 'none'">/,
    );
    expect(html).not.toMatch(/<script|<link|<img|<iframe|<a |\son\w+=|\ssrc=|\shref=|\sstyle=/i);
  });

  it('has headings in order, and headers for rows and columns', () => {
    const html = writeHtml(page('報告', 6));
    const levels = [...html.matchAll(/<h(\d)>/g)].map(([, level]) => Number(level));
    expect(levels[0]).toBe(1);
    expect(Math.max(...levels)).toBe(6);
    for (const [index, level] of levels.entries())
      expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    expect(html).toContain('<th scope="row">報告</th>');
    expect(html).toContain('<th scope="col">報告</th>');
    expect(html).toContain('<details>\n<summary>報告</summary>');
  });

  it('Z12: has the same elements whatever its texts are', () => {
    const elements = (html: string) => html.match(/<[^>]*>/g);
    const expected = elements(writeHtml(page('x', 2)).replaceAll('"x"', '""'));
    const escaped = /aria-label="[^"]*"/g;
    expect(elements(writeHtml(page(HOSTILE, 2)).replaceAll(escaped, 'aria-label=""'))).toEqual(
      expected?.map((one) => one.replaceAll(escaped, 'aria-label=""')),
    );
  });
});
