import { OID } from '@eseal/core/asn1';
import { describe, expect, it } from 'vitest';
import {
  certificateStating,
  ISSUED,
  qualifying,
  SEALED,
  type Stated,
  sealUnder,
  serviceOf,
} from '../../../test/determining-eu.ts';
import { agreementOf, equivalenceOf, foreign, foreignState } from '../../../test/recognizing.ts';
import { EU_SCHEME } from '../../lists/schemes/eu.ts';
import type { EquivalenceState } from '../../trust/recognition.ts';
import type { TrustedListScheme } from '../../trust/scheme.ts';
import { determineEuSeal } from './determine-seal.ts';

/** A certificate of another country that names its own law, and its common policy. */
const FOREIGN: Stated = { legislations: ['ZZ'], policies: ['2.999.1'], types: [] };

/** Reads that policy as: qualified for seals. */
const CONTENTS: EquivalenceState['contents'] = {
  QcCompliance: {
    pointed: { assert: 'all', criteria: [{ kind: 'policies', policies: ['2.999.1'] }] },
    pointing: {
      assert: 'all',
      criteria: [
        { kind: 'qc-statements', statements: [{ statement: OID.qcCompliance }] },
        {
          kind: 'list',
          list: {
            assert: 'none',
            criteria: [{ kind: 'qc-statements', statements: [{ statement: OID.qcCClegislation }] }],
          },
        },
      ],
    },
  },
  QcType: {
    pointed: { assert: 'all', criteria: [{ kind: 'policies', policies: ['2.999.1'] }] },
    pointing: {
      assert: 'all',
      criteria: [{ kind: 'qc-statements', statements: [{ statement: OID.qcType, qcType: OID.qcTypeEseal }] }],
    },
  },
};

const JAPAN: TrustedListScheme = { ...EU_SCHEME, id: 'zz', rules: 'japan' };

async function determine(
  states: readonly EquivalenceState[],
  changes: { readonly stated?: Stated; readonly scheme?: TrustedListScheme } = {},
) {
  const { stated = FOREIGN, scheme } = changes;
  const service = serviceOf([foreignState()], {
    agreements: [agreementOf(states, scheme && { scheme })],
    list: { territory: 'ZZ', scheme: JAPAN },
  });
  return determineEuSeal(sealUnder(await certificateStating(stated), [service]));
}

describe('a seal under a service of another country', () => {
  it('is qualified while an agreement makes its service and its certificate so', async () => {
    const result = await determine([equivalenceOf({ contents: CONTENTS })]);
    expect(result).toMatchObject({
      qualification: 'QESeal',
      recognition: {
        recognizedBy: 'EU',
        territory: 'ZZ',
        legalIdentifier: 'QCForESeal',
        enactedFrom: new Date('2020-01-01T00:00:00Z'),
      },
    });
    // The service is shown as its own list has it.
    expect(result.services).toEqual([
      expect.objectContaining({ territory: 'ZZ', type: foreign('CA/QC'), status: foreign('granted') }),
    ]);
    expect(result.findings.map(({ id, severity }) => [id, severity])).toEqual([
      ['EU_SERVICE_RECOGNIZED', 'information'],
      ['EU_SERVICE_RECOGNIZED', 'information'],
    ]);
  });

  it('is not qualified when the agreement does not speak for its certificate', async () => {
    const without = { ...FOREIGN, policies: [] };
    const result = await determine([equivalenceOf({ contents: CONTENTS })], { stated: without });
    expect(result).toMatchObject({
      qualification: 'AdESig',
      recognition: { legalIdentifier: 'QCForESeal' },
    });
  });

  it.each([
    ['issuance', ISSUED],
    ['the best signature time', SEALED],
  ])('is not qualified when the agreement was repealed by %s', async (_, from) => {
    const terms = equivalenceOf({ contents: CONTENTS });
    const at = (time: Date) =>
      determine([
        { ...terms, status: 'repealed', from: time },
        { ...terms, until: time },
      ]);
    expect(await at(from)).toMatchObject({
      qualification: expect.not.stringContaining('QE'),
      recognition: null,
    });
    expect((await at(new Date(SEALED.getTime() + 1))).qualification).toBe('QESeal');
  });

  it('is not qualified by an agreement that was enacted after the certificate was issued', async () => {
    const late = equivalenceOf({ contents: CONTENTS, from: new Date(ISSUED.getTime() + 1) });
    const result = await determine([late]);
    expect(result).toMatchObject({ atIssuance: { qualified: false }, recognition: null });
    expect(result.findings.map(({ id }) => id)).toContain('EU_SERVICE_NOT_RECOGNIZED');
    const intime = equivalenceOf({ contents: CONTENTS, from: ISSUED });
    expect((await determine([intime])).qualification).toBe('QESeal');
  });

  it('is nothing by an agreement of a list of lists for trials', async () => {
    const result = await determine([equivalenceOf({ contents: CONTENTS })], {
      scheme: { ...EU_SCHEME, pilot: true },
    });
    expect(result.qualification).toBe('N/A');
    expect(result.findings.map(({ id }) => id)).toContain('EU_PILOT_LIST');
  });

  it('K27: is not qualified by using the terms of the EU on its own list', async () => {
    const { list, ...own } = serviceOf(undefined, { agreements: [agreementOf()] });
    const claiming = { ...own, list: { ...list, territory: 'ZZ' } };
    const certificate = await certificateStating({ statements: [OID.qcCompliance, OID.qcSscd] });
    const result = determineEuSeal(sealUnder(certificate, [claiming]));
    expect(result).toMatchObject({ qualification: 'AdESeal', recognition: null });
  });

  it('K27: is not qualified when its list says so in terms that the agreement knows', async () => {
    const terms = equivalenceOf({
      contents: CONTENTS,
      qualifiers: [
        { pointing: qualifying('NotQualified').qualifiers[0] ?? '', pointed: foreign('QCWithQSCD') },
      ],
    });
    expect((await determine([terms])).qualification).toBe('AdESeal');
  });
});
