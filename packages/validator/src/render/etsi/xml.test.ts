import { describe, expect, it } from 'vitest';
import { HOSTILE } from '../../../test/reported.ts';
import { writeXml } from '../../util/xml.ts';
import { textElement } from './xml.ts';

describe('textElement', () => {
  it('Z12: writes text that is no markup and only characters of XML', () => {
    const text = writeXml(textElement('t', `${HOSTILE}\uFFFE\uFFFF`)).slice(39);
    expect(text.match(/<[^>]*>/g)).toEqual(['<t>', '</t>']);
    expect(text.trimEnd()).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\uFFFE\uFFFF]/u);
    expect(writeXml(textElement('t', '<'.repeat(1_000_000))).length).toBeLessThan(20_000);
  });
});
