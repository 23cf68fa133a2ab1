import { describe, expect, it } from 'vitest';
import { parserFinding } from './parser-findings.ts';

describe('parserFinding', () => {
  const citation = 'RFC 5652 §11';

  it('says a remark in both languages', () => {
    const finding = parserFinding({
      id: 'ATTRIBUTE_REPEATED',
      severity: 'warning',
      message: 'attribute signing-time has 2 values',
      citation,
    });
    expect(finding).toEqual({
      id: 'ATTRIBUTE_REPEATED',
      severity: 'warning',
      message: {
        ja: '一度だけ許される属性が繰り返されています(attribute signing-time has 2 values)。',
        en: 'Attribute signing-time has 2 values.',
      },
      citation,
      facts: {},
    });
  });

  it('says in English what it does not know', () => {
    const finding = parserFinding({ id: 'toString', severity: 'information', message: 'new', citation });
    expect(finding.message).toEqual({ ja: 'new', en: 'New.' });
  });

  it('Z12: makes what parsers quote out of files safe to show', () => {
    const message = `file a\u202E\n<b>${'x'.repeat(10_000)} is odd`;
    const finding = parserFinding({ id: 'ASIC_FILE_NOT_LISTED', severity: 'warning', message, citation });
    expect(finding.message.en).toMatch(/^File a\\u202e\\u000a<b>x+…\.$/);
    expect(finding.message.ja.length).toBeLessThan(600);
  });
});
