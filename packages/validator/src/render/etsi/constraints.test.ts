import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../../report/check-result.ts';
import { failed } from '../../report/conclusion.ts';
import { writeXml } from '../../util/xml.ts';
import { constraintsElement } from './constraints.ts';

const check = (changes: Partial<CheckResult>): CheckResult => ({
  id: 'DIGEST_RIGHT',
  citation: 'EN 319 102-1 §5.2.7.4',
  status: 'passed',
  facts: {},
  ...changes,
});

const MESSAGE = { ja: '違います', en: 'it differs' };

describe('constraintsElement', () => {
  it('names the policy and every check with what became of it', () => {
    const failure = failed('HASH_FAILURE');
    const text = writeXml(
      constraintsElement('strict', [
        check({}),
        check({ status: 'failed', message: MESSAGE, failure, facts: { names: ['a', 'b'], count: 2 } }),
      ]),
    );
    expect(text).toContain('<PolicyName>strict</PolicyName>');
    expect(text.match(/urn:eseal:constraint:DIGEST_RIGHT/g)).toHaveLength(2);
    expect(text).toContain('urn:etsi:019102:mainindication:passed');
    expect(text).toContain('urn:etsi:019102:subindication:HASH_FAILURE');
    expect(text).toContain('<Type>urn:eseal:fact:names</Type>\n      <Value>a, b</Value>');
    expect(text).toContain('<Indications>it differs</Indications>');
  });

  it('says of checks that the policy ignores that they were disabled', () => {
    const text = writeXml(constraintsElement('lenient', [check({ status: 'ignored', message: MESSAGE })]));
    expect(text).toContain('constraintStatus:disabled');
    expect(text).not.toContain('<ValidationStatus>');
  });

  it('gives checks that decide nothing no status but their message', () => {
    const text = writeXml(constraintsElement('strict', [check({ status: 'warned', message: MESSAGE })]));
    expect(text).toContain('constraintStatus:applied');
    expect(text).not.toContain('<ValidationStatus>');
    expect(text).toContain('it differs');
  });
});
