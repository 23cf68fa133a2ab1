import { utf8 } from '@eseal/core';
import { parseXml } from '@eseal/formats/xml';
import { describe, expect, it } from 'vitest';
import type { CriteriaList } from '../../trust/criteria.ts';
import { readCriteriaList } from './criteria.ts';
import { DECLARATIONS } from './test-list-xml.ts';

function read(content: string, attribute = 'assert="all"'): CriteriaList | undefined {
  const xml = `<sie:CriteriaList ${attribute} ${DECLARATIONS}>${content}</sie:CriteriaList>`;
  return readCriteriaList(parseXml(utf8(xml)).root);
}

function oid(element: string, identifier: string): string {
  return `<${element}><xades:Identifier>${identifier}</xades:Identifier></${element}>`;
}

const POLICY = `<sie:PolicySet>${oid('sie:PolicyIdentifier', '2.999')}</sie:PolicySet>`;

function other(content: string): string {
  return `<sie:otherCriteriaList>${content}</sie:otherCriteriaList>`;
}

describe('criteria', () => {
  it('are of every kind', () => {
    const bits =
      '<sie:KeyUsageBit name="nonRepudiation">true</sie:KeyUsageBit><sie:KeyUsageBit name="keyCertSign">0</sie:KeyUsageBit>';
    const policies =
      oid('sie:PolicyIdentifier', '2.999.1') + oid('sie:PolicyIdentifier', ' urn:oid:2.999.2 ');
    const statement = (information: string): string =>
      `<mra:QcStatement>${oid('mra:QcStatementId', '0.4.0.1862.1.6')}${information}</mra:QcStatement>`;
    const found = read(
      `<sie:KeyUsage>${bits}</sie:KeyUsage><sie:PolicySet>${policies}</sie:PolicySet>` +
        `<sie:CriteriaList assert="none">${POLICY}</sie:CriteriaList><sie:Description>text</sie:Description>` +
        other(
          `<tslx:ExtendedKeyUsage>${oid('tslx:KeyPurposeId', '2.999.3')}</tslx:ExtendedKeyUsage>` +
            `<tslx:CertSubjectDNAttribute>${oid('tslx:AttributeOID', '2.5.4.97')}</tslx:CertSubjectDNAttribute>` +
            `<mra:QcStatementSet>${statement('')}` +
            statement(`<mra:QcStatementInfo>${oid('mra:QcType', '0.4.0.1862.1.6.2')}</mra:QcStatementInfo>`) +
            `${statement('<mra:QcStatementInfo><mra:QcCClegislation>JP</mra:QcCClegislation></mra:QcStatementInfo>')}</mra:QcStatementSet>`,
        ),
    );
    const id = '0.4.0.1862.1.6';
    expect(found).toEqual({
      assert: 'all',
      criteria: [
        { kind: 'key-usage', bits: { nonRepudiation: true, keyCertSign: false } },
        { kind: 'policies', policies: ['2.999.1', '2.999.2'] },
        { kind: 'list', list: { assert: 'none', criteria: [{ kind: 'policies', policies: ['2.999'] }] } },
        { kind: 'extended-key-usage', purposes: ['2.999.3'] },
        { kind: 'subject-attributes', attributes: ['2.5.4.97'] },
        {
          kind: 'qc-statements',
          statements: [
            { statement: id },
            { statement: id, qcType: '0.4.0.1862.1.6.2' },
            { statement: id, legislation: 'JP' },
          ],
        },
      ],
    });
  });

  it('have all to hold when it is not said how many', () => {
    expect(read(POLICY, '')?.assert).toBe('all');
    expect(read(POLICY, 'assert="atLeastOne"')?.assert).toBe('atLeastOne');
  });

  it.each([
    ['none', ''],
    ['only a description', '<sie:Description>x</sie:Description>'],
    ['an unknown one', '<sie:Other/>'],
    ['an unknown one beside a known one', `${POLICY}${other('<x/>')}`],
    ['a known name in another namespace', '<PolicySet xmlns="urn:x"/>'],
    ['a nested list of none', `${POLICY}<sie:CriteriaList assert="all"/>`],
    ['an empty set', '<sie:PolicySet/>'],
    ['an identifier that is none', POLICY.replace('2.999', '2.x')],
    [
      'two identifiers for one',
      POLICY.replace(
        '</sie:PolicyIdentifier>',
        '<xades:Identifier>2.1</xades:Identifier></sie:PolicyIdentifier>',
      ),
    ],
    ['no bits', '<sie:KeyUsage/>'],
    ['an unknown bit', '<sie:KeyUsage><sie:KeyUsageBit name="sign">true</sie:KeyUsageBit></sie:KeyUsage>'],
    [
      'a bit that is neither',
      '<sie:KeyUsage><sie:KeyUsageBit name="crlSign">maybe</sie:KeyUsageBit></sie:KeyUsage>',
    ],
    [
      'a bit that is both',
      '<sie:KeyUsage><sie:KeyUsageBit name="crlSign">true</sie:KeyUsageBit><sie:KeyUsageBit name="crlSign">false</sie:KeyUsageBit></sie:KeyUsage>',
    ],
    [
      'a statement about something unknown',
      other(
        `<mra:QcStatementSet><mra:QcStatement>${oid('mra:QcStatementId', '2.999')}<mra:QcStatementInfo><x/></mra:QcStatementInfo></mra:QcStatement></mra:QcStatementSet>`,
      ),
    ],
  ])('are not understood with %s', (_, content) => {
    expect(read(content)).toBeUndefined();
  });

  it('are not understood with an unknown quantity', () => {
    expect(read(POLICY, 'assert="most"')).toBeUndefined();
  });
});
