import { utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { readXmlSuite } from './read-xml.ts';

const DSSC = 'urn:ietf:params:xml:ns:dssc';
const suite = (content: string) =>
  readXmlSuite(
    utf8(
      `<SecuritySuitabilityPolicy xmlns="${DSSC}" xmlns:e="http://uri.etsi.org/19322/v1.1.1#">${content}</SecuritySuitabilityPolicy>`,
    ),
  );

/** The place that a suite is refused for. */
function refusedAt(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    expect(error).toMatchObject({ name: 'ValidatorError', code: 'CRYPTO_SUITE_INVALID' });
    return (error as { facts: { path: string } }).facts.path;
  }
}

describe('a suite in XML', () => {
  it('has the members that JSON has: lists where JSON has them, texts elsewhere', () => {
    expect(
      suite(
        `<Publisher><Name> Nobody
</Name><URI>a</URI><URI>b</URI></Publisher>
<Algorithm><AlgorithmIdentifier><ObjectIdentifier>1.2</ObjectIdentifier></AlgorithmIdentifier>
<Evaluation><Parameter name="plength"><Min>2048</Min></Parameter><Validity/></Evaluation></Algorithm>`,
      ),
    ).toEqual({
      Publisher: { Name: 'Nobody', URI: ['a', 'b'] },
      Algorithm: [
        {
          AlgorithmIdentifier: { ObjectIdentifier: '1.2' },
          Evaluation: [{ Parameter: [{ name: 'plength', Min: 2048 }], Validity: {} }],
        },
      ],
    });
  });

  it('has what ETSI adds beside the rest, and no signature', () => {
    expect(
      suite(
        `<Usage>x</Usage><e:MoreDetails><e:Recommendation>L</e:Recommendation></e:MoreDetails>
<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><Usage>other</Usage></Signature>`,
      ),
    ).toEqual({ Usage: 'x', Recommendation: 'L' });
  });

  it('leaves to the schema what is no number', () => {
    const sizes = ['-1', '1.5', '0x10', '12345678', '１'];
    for (const size of sizes) expect(suite(`<Min>${size}</Min>`)).toEqual({ Min: size });
    expect(suite('<Min> 0016 </Min><Max>1234567</Max>')).toEqual({ Min: 16, Max: 1_234_567 });
  });

  it.each<[string, string, string]>([
    ['a member twice', '<Usage>a</Usage><Usage>b</Usage>', '$.Usage'],
    [
      'a member twice in two places',
      '<Usage>a</Usage><e:MoreDetails><e:Usage>b</e:Usage></e:MoreDetails>',
      '$.Usage',
    ],
    ['an unknown namespace', '<Publisher><x xmlns="urn:x"/></Publisher>', '$.Publisher.x'],
    ['a signature of another namespace', '<Signature/><Signature/>', '$.Signature'],
    ['a text with a comment in it', '<Usage>a<!-- -->b</Usage>', '$.Usage'],
  ])('is refused with %s', (_, content, path) => {
    expect(refusedAt(() => suite(content))).toBe(path);
  });

  it('is refused under another root', () => {
    for (const root of ['Policy', `SecuritySuitabilityPolicy xmlns="urn:x"`])
      expect(refusedAt(() => readXmlSuite(utf8(`<${root}/>`)))).toBe('$');
  });

  it('is refused when it is nested deeper than any suite', () => {
    const nested = (depth: number) => `${'<Text>'.repeat(depth)}a${'</Text>'.repeat(depth)}`;
    expect(() => suite(nested(17))).toThrow(expect.objectContaining({ code: 'XML_LIMIT_EXCEEDED' }));
    expect(JSON.stringify(suite(nested(15)))).toContain('"a"');
  });
});
