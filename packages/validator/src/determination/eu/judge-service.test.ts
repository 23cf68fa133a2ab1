import { OID } from '@eseal/core/asn1';
import { describe, expect, it } from 'vitest';
import {
  appliedTo,
  certificateStating,
  ISSUED,
  type Stated,
  serviceStatus,
  stateOf,
} from '../../../test/determining-eu.ts';
import { isGranted, judgeService } from './judge-service.ts';

const BEFORE = new Date('2015-01-01T00:00:00Z');
const EIDAS = new Date('2016-06-30T22:00:00Z');
const TRANSITION_END = new Date('2017-06-30T22:00:00Z');

const justBefore = (time: Date): Date => new Date(time.getTime() - 1);

async function judge(stated: Stated, qualifiers: readonly string[] = [], from = EIDAS) {
  const certificate = await certificateStating(stated);
  return judgeService(appliedTo(certificate, { from }, qualifiers), certificate.notBefore);
}

describe('whether a certificate is qualified', () => {
  it.each<[boolean, string, Stated, readonly string[]]>([
    [true, 'QcCompliance', {}, []],
    [false, 'no statement', { statements: [] }, []],
    [false, 'QcCompliance under the law of another country', { legislations: ['ZZ'] }, []],
    [false, 'policies of before the Regulation', { statements: [], policies: [OID.qcpPublicWithSscd] }, []],
    [true, 'QCStatement of the list', { statements: [] }, ['QCStatement']],
    [true, 'QCStatement of the list over another law', { legislations: ['ZZ'] }, ['QCStatement']],
    [false, 'NotQualified of the list over QcCompliance', {}, ['NotQualified']],
    [false, 'NotQualified over QCStatement', {}, ['QCStatement', 'NotQualified']],
  ])('is %s by %s', async (qualified, _, stated, qualifiers) => {
    expect((await judge(stated, qualifiers)).qualified).toBe(qualified);
  });

  it('follows policies, too, when it was issued before the Regulation', async () => {
    const issued = (notBefore: Date, policy: string) =>
      judge({ statements: [], types: [], policies: [policy], notBefore }, [], BEFORE);
    for (const policy of [OID.qcpPublic, OID.qcpPublicWithSscd]) {
      expect((await issued(justBefore(EIDAS), policy)).qualified).toBe(true);
      expect((await issued(EIDAS, policy)).qualified).toBe(false);
    }
    expect((await issued(BEFORE, '2.999.1')).qualified).toBe(false);
  });

  it('is no when criteria of qualifiers cannot be decided on it', async () => {
    const applied = { ...appliedTo(await certificateStating()), undecidable: true };
    expect(judgeService(applied, ISSUED)).toMatchObject({
      qualified: false,
      reason: { id: 'EU_QUALIFIERS_UNUSABLE' },
    });
  });
});

describe('whether the key is in a qualified device', () => {
  const WITH: Stated = { statements: [OID.qcCompliance, OID.qcSscd] };

  it.each<[boolean, Stated, readonly string[]]>([
    [false, {}, []],
    [true, WITH, []],
    [true, {}, ['QCWithQSCD']],
    [true, {}, ['QCQSCDManagedOnBehalf']],
    [true, {}, ['QCWithQSCD', 'QCQSCDManagedOnBehalf']],
    [false, WITH, ['QCNoQSCD']],
    [true, WITH, ['QCQSCDStatusAsInCert']],
    [false, {}, ['QCQSCDStatusAsInCert']],
    [false, {}, ['QCWithSSCD']],
    [true, WITH, ['QCNoSSCD']],
    [false, WITH, ['NotQualified']],
    [false, { policies: [OID.qcpPublicWithSscd] }, []],
  ])('is %s for %j with qualifiers %j', async (qscd, stated, qualifiers) => {
    expect((await judge(stated, qualifiers)).qscd).toBe(qscd);
  });

  it.each<[boolean, Stated, readonly string[]]>([
    [true, {}, ['QCWithSSCD']],
    [false, WITH, ['QCNoSSCD']],
    [true, WITH, ['QCSSCDStatusAsInCert']],
    [false, {}, ['QCWithQSCD']],
    [true, { policies: [OID.qcpPublicWithSscd] }, []],
    [false, { policies: [OID.qcpPublic] }, []],
  ])('was %s before the Regulation for %j with qualifiers %j', async (qscd, stated, qualifiers) => {
    const before = justBefore(EIDAS);
    expect((await judge({ types: [], notBefore: before, ...stated }, qualifiers, before)).qscd).toBe(qscd);
  });

  it('is no when qualifiers contradict each other, and that is told', async () => {
    const contradiction = await judge(WITH, ['QCWithQSCD', 'QCNoQSCD']);
    expect(contradiction).toMatchObject({
      qualified: true,
      qscd: false,
      reason: { id: 'EU_QUALIFIERS_UNUSABLE' },
    });
    expect((await judge(WITH, ['QCWithQSCD', 'QCQSCDStatusAsInCert'])).qscd).toBe(false);
  });
});

describe('whether a service was a qualified one', () => {
  it('is said by `granted` in periods since the Regulation', () => {
    const status = serviceStatus('granted');
    expect(isGranted(stateOf({ from: EIDAS, status }), ISSUED)).toBe(true);
    expect(isGranted(stateOf({ from: justBefore(EIDAS), status }), ISSUED)).toBe(false);
  });

  it.each(['undersupervision', 'supervisionincessation', 'accredited'])(
    'is said by %s in periods that began before, until the transition ended',
    (tail) => {
      const status = serviceStatus(tail);
      const old = stateOf({ from: BEFORE, status });
      expect(isGranted(old, BEFORE)).toBe(true);
      expect(isGranted(old, justBefore(TRANSITION_END))).toBe(true);
      expect(isGranted(old, TRANSITION_END)).toBe(false);
      expect(isGranted(stateOf({ from: EIDAS, status }), EIDAS)).toBe(false);
    },
  );

  it.each([
    'supervisionceased',
    'supervisionrevoked',
    'accreditationceased',
    'accreditationrevoked',
    'withdrawn',
  ])('was not said by %s', (tail) => {
    expect(isGranted(stateOf({ from: BEFORE, status: serviceStatus(tail) }), BEFORE)).toBe(false);
  });
});
