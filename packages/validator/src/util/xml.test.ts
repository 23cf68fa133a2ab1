import { describe, expect, it } from 'vitest';
import { bytesElement, element, timeElement, unlessEmpty, writeXml } from './xml.ts';

describe('writeXml', () => {
  it('writes elements with what is in them, and leaves out what is absent', () => {
    const inner = element('b', 'x & y', { id: '"1"' });
    expect(writeXml(element('a', [inner, undefined, element('c')]))).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<a>\n  <b id="&quot;1&quot;">x &amp; y</b>\n  <c/>\n</a>\n',
    );
  });

  it('writes times and bytes as XML Schema has them', () => {
    expect(writeXml(timeElement('t', new Date(0)))).toContain('<t>1970-01-01T00:00:00.000Z</t>');
    expect(writeXml(bytesElement('b', Uint8Array.of(1, 2)))).toContain('<b>AQI=</b>');
  });
});

describe('unlessEmpty', () => {
  it('is nothing without content', () => {
    expect(unlessEmpty('a', [undefined])).toBeUndefined();
    expect(unlessEmpty('a', [element('b')])?.content).toHaveLength(1);
  });
});
