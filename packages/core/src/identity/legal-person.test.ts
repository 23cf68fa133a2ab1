import { describe, expect, it } from 'vitest';
import { certificateWith, directoryNames, type TestAttribute } from '../../test/certificate-with.ts';
import * as OID from '../asn1/oids.ts';
import { element, encode } from '../asn1/writer.ts';
import { organizationOf } from './legal-person.ts';
import { encodeLeiExtension } from './lei-extension.ts';

const TAX_AGENCY = 'NTRJP-7000012050002';
const GLEIF = '506700GE1G29325QX363';
const OTHER_LEI = '529900T8BM49AURSDO55';
const name = (value: string): readonly TestAttribute[] => [[OID.organization, value]];
const identifier = (value: string | Uint8Array): readonly TestAttribute[] => [
  [OID.organizationIdentifier, value],
];
const lei = (code: string) => ({ oid: OID.lei, value: encodeLeiExtension(code) });

describe('organizationOf', () => {
  it('gives name and identifier of the subject', () => {
    const identity = organizationOf(certificateWith({ subject: [name('国税庁'), identifier(TAX_AGENCY)] }));
    expect(identity).toMatchObject({ name: '国税庁', unreadable: [], conflicts: [], declared: [] });
    expect(identity?.identifiers).toMatchObject([
      {
        scheme: 'NTR',
        country: 'JP',
        reference: '7000012050002',
        raw: TAX_AGENCY,
        place: 'subject',
        checkDigit: 'ok',
      },
    ]);
  });

  it('gives nothing for a certificate of a person', () => {
    expect(organizationOf(certificateWith({ subject: [[[OID.commonName, 'Taro Yamada']]] }))).toBeUndefined();
  });

  it('gives the place of each of several identifiers', () => {
    const certificate = certificateWith({
      subject: [
        name('Example KK'),
        identifier(TAX_AGENCY),
        identifier('TD:JP-123456789'),
        [
          [OID.commonName, 'Example'],
          [OID.organizationIdentifier, 'JI:JP-123456'],
        ],
      ],
      extensions: [
        { oid: OID.subjectAltName, value: directoryNames([identifier('TS:JP-123456789')]) },
        lei(GLEIF),
      ],
    });
    const identity = organizationOf(certificate);
    expect(identity?.identifiers.map(({ scheme, place }) => [scheme, place])).toEqual([
      ['NTR', 'subject'],
      ['TD:', 'subject-repeated'],
      ['JI:', 'subject-multi-valued'],
      ['TS:', 'subject-alt-name'],
      ['LEI', 'lei-extension'],
    ]);
    expect(identity?.conflicts).toEqual([]);
  });

  it('keeps what the organisation declared about itself apart', () => {
    const branch = [name('Example KK'), [[OID.organizationalUnit, '大阪支店']] as const];
    const certificate = certificateWith({
      subject: [name('株式会社例')],
      extensions: [{ oid: OID.subjectAltName, value: directoryNames(branch) }],
    });
    expect(organizationOf(certificate)).toMatchObject({
      name: '株式会社例',
      identifiers: [],
      declared: [
        { type: OID.organization, value: 'Example KK' },
        { type: OID.organizationalUnit, value: '大阪支店' },
      ],
    });
  });

  it('lists what cannot be read, and the other identifiers still', () => {
    const certificate = certificateWith({
      subject: [
        identifier('7000012050002'),
        identifier(encode(element(0x0c, [Uint8Array.of(0xff, 0xfe)]))),
        identifier(TAX_AGENCY),
      ],
      extensions: [
        { oid: OID.lei, value: Uint8Array.of(0x02, 0x01, 0x05) },
        { oid: OID.subjectAltName, value: Uint8Array.of(0x30, 0x05) },
      ],
    });
    const identity = organizationOf(certificate);
    expect(identity?.identifiers).toMatchObject([{ raw: TAX_AGENCY, place: 'subject-repeated' }]);
    expect(identity?.unreadable.map(({ place, raw }) => [place, raw])).toEqual([
      ['subject', '7000012050002'],
      ['subject-repeated', '#fffe'],
      ['lei-extension', '#020105'],
      ['subject-alt-name', '#3005'],
    ]);
  });
});

describe('conflicts', () => {
  const conflictsOf = (subject: readonly string[], extension?: string) =>
    organizationOf(
      certificateWith({
        subject: subject.map(identifier),
        extensions: extension === undefined ? [] : [lei(extension)],
      }),
    )?.conflicts.map(({ registry, identifiers }) => [registry, ...identifiers.map(({ raw }) => raw)]);

  it('are not seen in identifiers that agree', () => {
    expect(conflictsOf([`LEIXG-${GLEIF}`], GLEIF)).toEqual([]);
    expect(conflictsOf([`LEI:XG-${GLEIF}`], GLEIF)).toEqual([]);
    expect(conflictsOf([TAX_AGENCY, TAX_AGENCY])).toEqual([]);
    expect(conflictsOf([TAX_AGENCY, 'GOVJP-7000012050002'])).toEqual([]);
    expect(conflictsOf([TAX_AGENCY, 'GOVJP'])).toEqual([]);
    expect(conflictsOf(['JI:JP-123456', 'JI:JP-123456000001'])).toEqual([]);
    expect(conflictsOf(['NTRGB-1', 'NTRIE-2', 'NTRUS+CA-3', 'NTRUS+NY-4', 'AB:DE-1', 'CD:DE-2'])).toEqual([]);
  });

  it('are seen between an LEI in the subject and the LEI extension', () => {
    expect(conflictsOf([`LEIXG-${GLEIF}`], OTHER_LEI)).toEqual([['lei', `LEIXG-${GLEIF}`, OTHER_LEI]]);
  });

  it('are seen between two Corporate Numbers, whichever prefix they have', () => {
    expect(conflictsOf([TAX_AGENCY, 'NTRJP-8000012010038'])).toHaveLength(1);
    expect(conflictsOf([TAX_AGENCY, 'GOVJP-8000012010038'])).toEqual([
      ['corporate-number', TAX_AGENCY, 'GOVJP-8000012010038'],
    ]);
  });

  it('are seen between numbers of one foreign or unknown registry', () => {
    expect(conflictsOf(['NTRGB-1', 'NTRGB-2'])).toEqual([['trade-register GB', 'NTRGB-1', 'NTRGB-2']]);
    expect(conflictsOf(['AB:DE-1', 'AB:DE-2'])).toEqual([['AB: DE', 'AB:DE-1', 'AB:DE-2']]);
    expect(conflictsOf(['JI:JP-123456', 'JI:JP-123457000001'])).toHaveLength(1);
  });

  it('are told with the values, marks of direction made visible', () => {
    const certificate = certificateWith({ subject: [identifier('NTRGB-1'), identifier('NTRGB-\u202e2')] });
    const [conflict] = organizationOf(certificate)?.conflicts ?? [];
    expect(conflict?.message.en).toContain('(NTRGB-1, NTRGB-\\u202e2)');
    expect(conflict?.message.ja).toContain('(NTRGB-1, NTRGB-\\u202e2)');
  });
});
