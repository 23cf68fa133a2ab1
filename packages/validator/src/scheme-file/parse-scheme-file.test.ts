import { JAPANESE_TEST_SCHEME } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { EU_SCHEME } from '../lists/schemes/eu.ts';
import { parseSchemeFile } from './parse-scheme-file.ts';

describe('parseSchemeFile', () => {
  it('reads schemes as they are in code', () => {
    for (const scheme of [EU_SCHEME, JAPANESE_TEST_SCHEME])
      expect(parseSchemeFile(JSON.parse(JSON.stringify(scheme)))).toEqual({ scheme, japan: undefined });
  });

  it('reads what is known of the scheme of Japan', () => {
    const rules = { commonPolicyOids: ['2.999.1.2'], schemeStart: '2027-04-01T00:00:00Z' };
    const { japan, scheme } = parseSchemeFile({ ...JAPANESE_TEST_SCHEME, japan: rules });
    expect(japan).toEqual({ ...rules, schemeStart: new Date(rules.schemeStart) });
    expect(scheme).not.toHaveProperty('japan');
    expect(parseSchemeFile({ ...JAPANESE_TEST_SCHEME, japan: {} }).japan).toEqual({});
  });

  it.each<[object, string]>([
    [{ versions: [4] }, '$.versions[0]'],
    [{ territories: ['Japan'] }, '$.territories[0]'],
    [{ territories: 'all' }, '$.territories'],
    [{ statuses: { 'urn:x': 'fine' } }, '$.statuses.urn:x'],
    [{ services: { 'urn:x': { purpose: 'certificates' } } }, '$.services.urn:x.accredited'],
    [{ pilot: 'no' }, '$.pilot'],
    [{ rules: 'us' }, '$.rules'],
    [{ weaker: true }, '$.weaker'],
    [{ id: undefined }, '$.id'],
    [{ japan: { commonPolicyOids: ['policy'] } }, '$.japan.commonPolicyOids[0]'],
    [{ japan: { schemeStart: '2027-13-01T00:00:00Z' } }, '$.japan.schemeStart'],
    [{ japan: { level: 2 } }, '$.japan.level'],
  ])('refuses what it does not know: %j', (change, path) => {
    expect(() => parseSchemeFile({ ...JAPANESE_TEST_SCHEME, ...change })).toThrow(
      expect.objectContaining({ code: 'LIST_SCHEME_INVALID', facts: { path } }),
    );
  });

  it('refuses what is no object', () => {
    for (const json of [null, [], 'eu', 5])
      expect(() => parseSchemeFile(json)).toThrow(expect.objectContaining({ code: 'LIST_SCHEME_INVALID' }));
  });
});
