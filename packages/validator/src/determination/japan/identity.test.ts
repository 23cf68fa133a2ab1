import { OID, sequence } from '@eseal/core/asn1';
import { describe, expect, it } from 'vitest';
import { BRANCH, identifiedBy, lei, printable, rsaKey } from '../../../test/certificate-changes.ts';
import {
  ASKED,
  asIssuer,
  ISSUED,
  JP_RULES,
  serviceWith,
  shifted,
  stateOf,
} from '../../../test/japanese-scheme.ts';
import { withExtension } from '../../../test/seal-certificate.ts';
import { determine } from './test-determine.ts';

const LEI = 'LEIXG-506700GE1G29325QX363';

describe('determineJapaneseSeal: profile and identity', () => {
  it.each([
    ['without a Corporate Number', identifiedBy(), 'absent'],
    ['with a wrong check digit', identifiedBy('NTRJP-7000012050003'), 'invalid'],
    ['with a number of the guidelines that is none', identifiedBy('NTRJP-1234567890123'), 'invalid'],
    ['with a private code alone', identifiedBy('TD:JP-123456789'), 'verified-format'],
    ['with a standard company code alone', identifiedBy('JI:JP-123456'), 'verified-format'],
    ['with an LEI alone', identifiedBy(LEI), 'verified-format'],
    ['of another country', identifiedBy('NTRDE-HRB12345'), 'verified-format'],
    [
      'with two numbers that differ',
      identifiedBy('NTRJP-7000012050002', 'NTRJP-8000012010038'),
      'conflicting',
    ],
    ['with a ministry that is not told', identifiedBy('GOVJP'), 'absent'],
    [
      'with an LEI that its extension contradicts',
      { ...identifiedBy('NTRJP-7000012050002', LEI), ...lei(printable('529900T8BM49AURSDO55')) },
      'conflicting',
    ],
  ] as const)('gives level 1 to a certificate %s', async (_, of, identity) => {
    expect(await determine({ of })).toMatchObject({ level: 'listed', assuranceLevel: 1, identity });
  });

  it.each([
    ['of a public body', identifiedBy('GOVJP-8000012010038')],
    ['with private codes in addition', identifiedBy('NTRJP-7000012050002', 'TD:JP-123456789', LEI)],
    ['of Toyota', identifiedBy('NTRJP-1180301018771')],
  ] as const)('gives level 2 to a certificate %s', async (_, of) => {
    expect(await determine({ of })).toMatchObject({ assuranceLevel: 2, identity: 'verified-format' });
  });

  it('names the row of the profile that a certificate departs from', async () => {
    const { findings } = await determine({ of: identifiedBy('TD:JP-123456789') });
    expect(findings).toMatchObject([
      {
        id: 'JP_LEVEL_2_PROFILE_NOT_MET',
        facts: { row: 'F-07' },
        citation: expect.stringContaining('Fig. 14'),
      },
    ]);
  });

  it('gives no level 2 to certificates from before the scheme began', async () => {
    const before = await determine({}, { ...JP_RULES, schemeStart: shifted(ISSUED, 1) });
    expect(before).toMatchObject({ level: 'listed', assuranceLevel: 1, ids: ['JP_LEVEL_2_PROFILE_NOT_MET'] });
    expect(await determine({}, { ...JP_RULES, schemeStart: ISSUED })).toMatchObject({ assuranceLevel: 2 });
  });

  it('judges algorithms at the time that is proven', async () => {
    const bestSignatureTime = new Date('2035-01-01T00:00:00Z');
    const list = { nextUpdate: new Date('2036-01-01'), issueDate: ASKED };
    const services = asIssuer(serviceWith([stateOf()], { list }));
    const found = await determine({ of: { key: rsaKey(2048) }, bestSignatureTime, services });
    expect(found.assuranceLevel).toBeNull();
    expect(found.findings).toMatchObject([{ facts: { row: 'F-10' } }]);
  });

  it('shows branches and devices as declared, and holds nothing by them', async () => {
    const found = await determine({ of: withExtension(OID.subjectAltName, sequence([BRANCH])) });
    expect(found).toMatchObject({
      assuranceLevel: 2,
      findings: [
        { id: 'JP_DECLARED_BY_THE_ORGANISATION', severity: 'information', facts: { declared: ['大阪支店'] } },
      ],
    });
  });

  it('tells schemes that the guidelines do not list, without objecting', async () => {
    const found = await determine({ of: identifiedBy('NTRJP-7000012050002', 'VATDE-123456789') });
    expect(found.ids).toContain('JP_IDENTIFIER_SCHEME_UNLISTED');
    expect(found.identity).toBe('verified-format');
  });
});
