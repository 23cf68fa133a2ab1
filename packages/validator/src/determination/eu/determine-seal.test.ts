import { OID } from '@eseal/core/asn1';
import { describe, expect, it } from 'vitest';
import {
  ASKED,
  certificateStating,
  ISSUED,
  information,
  qualifying,
  SEALED,
  sealUnder,
  serviceOf,
  serviceStatus,
  serviceType,
  stateOf,
} from '../../../test/determining-eu.ts';
import { EU_SCHEME } from '../../lists/schemes/eu.ts';
import type { EuDetermination } from '../../report/determination.ts';
import { determineEuSeal } from './determine-seal.ts';

const QUALIFIED_SEAL = { statements: [OID.qcCompliance, OID.qcSscd] };

function ids({ findings }: EuDetermination): readonly string[] {
  return findings.map(({ id }) => id);
}

function shifted(time: Date, milliseconds: number): Date {
  return new Date(time.getTime() + milliseconds);
}

describe('determineEuSeal', () => {
  it('finds a qualified seal, and tells the services that it rests on', async () => {
    const service = serviceOf();
    const result = determineEuSeal(sealUnder(await certificateStating(QUALIFIED_SEAL), [service]));
    expect(result).toEqual({
      qualification: 'QESeal',
      atIssuance: { time: ISSUED, qualified: true, type: 'eSeal', qscd: true },
      atBestSignatureTime: { time: SEALED, qualified: true, type: 'eSeal', qscd: true },
      services: [
        {
          territory: 'XX',
          provider: 'Test provider',
          service: 'Test CA for qualified seals',
          type: serviceType('CA/QC'),
          status: serviceStatus('granted'),
          from: new Date('2016-06-30T22:00:00Z'),
          until: null,
          list: '00'.repeat(32),
          sequenceNumber: 7,
        },
      ],
      recognition: null,
      findings: [],
    });
  });

  it('follows the verdict of the seal', async () => {
    const certificate = await certificateStating(QUALIFIED_SEAL);
    const under = (conclusion: Parameters<typeof sealUnder>[2]) =>
      determineEuSeal(sealUnder(certificate, [serviceOf()], conclusion)).qualification;
    expect(
      under({ conclusion: { indication: 'INDETERMINATE', subIndication: 'NO_CERTIFICATE_CHAIN_FOUND' } }),
    ).toBe('Indeterminate-QESeal');
    expect(under({ conclusion: { indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE' } })).toBe(
      'Not-AdES-QC-QSCD',
    );
  });

  it('says N/A where no service of a list is on the path', async () => {
    const result = determineEuSeal(sealUnder(await certificateStating(QUALIFIED_SEAL), []));
    expect(result).toMatchObject({
      qualification: 'N/A',
      atIssuance: null,
      atBestSignatureTime: null,
      services: [],
    });
    expect(ids(result)).toEqual(['EU_SERVICE_NOT_FOUND', 'EU_CLAIM_NOT_CONFIRMED']);
  });

  it('gives no weight to a service that is the certificate of the seal itself', async () => {
    const certificate = await certificateStating(QUALIFIED_SEAL);
    const services = [{ service: serviceOf(), depth: 0 }];
    expect(determineEuSeal({ ...sealUnder(certificate, []), services }).qualification).toBe('N/A');
  });

  it('says N/A of lists for trials', async () => {
    const service = serviceOf(undefined, { list: { scheme: { ...EU_SCHEME, pilot: true } } });
    const result = determineEuSeal(sealUnder(await certificateStating(QUALIFIED_SEAL), [service]));
    expect(result.qualification).toBe('N/A');
    expect(ids(result)).toContain('EU_PILOT_LIST');
  });

  it('says N/A of a list that was to be updated before the time of the question', async () => {
    const certificate = await certificateStating(QUALIFIED_SEAL);
    const asked = (nextUpdate: Date | undefined) =>
      determineEuSeal(sealUnder(certificate, [serviceOf(undefined, { list: { nextUpdate } })]));
    expect(asked(ASKED).qualification).toBe('QESeal');
    expect(asked(undefined).qualification).toBe('QESeal');
    const late = asked(shifted(ASKED, -1));
    expect(late.qualification).toBe('N/A');
    expect(ids(late)).toContain('EU_LIST_OUT_OF_DATE');
  });

  it('gives no weight to lists under other rules', async () => {
    const service = serviceOf(undefined, { list: { scheme: { ...EU_SCHEME, rules: 'japan' } } });
    const result = determineEuSeal(sealUnder(await certificateStating(QUALIFIED_SEAL), [service]));
    expect(result.qualification).toBe('N/A');
  });
});

describe('the steps of the determination', () => {
  const NOT_QUALIFIED = { qualification: 'AdESeal' };

  it('leave out a service that was not listed at the time', async () => {
    const service = serviceOf([stateOf({ until: shifted(ISSUED, 1) })]);
    const result = determineEuSeal(sealUnder(await certificateStating(QUALIFIED_SEAL), [service]));
    expect(result).toMatchObject(NOT_QUALIFIED);
    expect(ids(result)).toEqual(['EU_SERVICE_NOT_LISTED_AT_TIME', 'EU_CLAIM_NOT_CONFIRMED']);
  });

  it('leave out a service with a critical extension that is not understood', async () => {
    const service = serviceOf([stateOf({ unknownCriticalExtensions: ['urn:unknown'] })]);
    const result = determineEuSeal(sealUnder(await certificateStating(QUALIFIED_SEAL), [service]));
    expect(result).toMatchObject(NOT_QUALIFIED);
    expect(ids(result)).toContain('EU_SERVICE_EXTENSION_NOT_UNDERSTOOD');
  });

  it.each(['CA/PKC', 'NationalRootCA-QC', 'TSA/QTST', 'Certstatus/OCSP/QC'])(
    'leave out a service of type %s',
    async (tail) => {
      const service = serviceOf([stateOf({ type: serviceType(tail) })]);
      const result = determineEuSeal(sealUnder(await certificateStating(QUALIFIED_SEAL), [service]));
      expect(result).toMatchObject(NOT_QUALIFIED);
      expect(ids(result)).toContain('EU_SERVICE_NOT_FOR_QUALIFIED_CERTIFICATES');
    },
  );

  it('leave out a service for certificates of other types', async () => {
    const service = serviceOf([stateOf({ additionalInformation: [information('ForeSignatures')] })]);
    const result = determineEuSeal(sealUnder(await certificateStating(QUALIFIED_SEAL), [service]));
    expect(result).toMatchObject(NOT_QUALIFIED);
    expect(ids(result)).toContain('EU_CERTIFICATE_TYPE_NOT_COVERED');
  });

  it.each(['withdrawn', 'recognisedatnationallevel', 'deprecatedatnationallevel', 'accredited', 'x'])(
    'leave out a service of status %s',
    async (tail) => {
      const service = serviceOf([stateOf({ status: serviceStatus(tail) })]);
      const result = determineEuSeal(sealUnder(await certificateStating(QUALIFIED_SEAL), [service]));
      expect(result).toMatchObject(NOT_QUALIFIED);
      expect(ids(result)).toContain('EU_SERVICE_NOT_GRANTED');
    },
  );

  it('decide nothing when services contradict each other, though only one of them is granted', async () => {
    const other = { qualifications: [qualifying('QCNoQSCD')], status: serviceStatus('withdrawn') };
    const services = [serviceOf(), serviceOf([stateOf(other)])];
    const result = determineEuSeal(sealUnder(await certificateStating(QUALIFIED_SEAL), services));
    expect(result).toMatchObject({ qualification: 'N/A', atIssuance: null, atBestSignatureTime: null });
    expect(ids(result)).toContain('EU_SERVICES_CONFLICT');
  });

  it('take several services that agree, when one of them is granted', async () => {
    const services = [serviceOf([stateOf({ status: serviceStatus('withdrawn') })]), serviceOf()];
    const result = determineEuSeal(sealUnder(await certificateStating(QUALIFIED_SEAL), services));
    expect(result.qualification).toBe('QESeal');
    expect(result.services).toHaveLength(1);
  });

  it('K23: decide nothing when an older list of the territory still grants what the present one withdrew', async () => {
    const withdrawn = [stateOf({ status: serviceStatus('withdrawn') })];
    const present = serviceOf(withdrawn, { list: { sha256: '11'.repeat(32), sequenceNumber: 9 } });
    const certificate = await certificateStating(QUALIFIED_SEAL);
    const of = (services: Parameters<typeof sealUnder>[1]) =>
      determineEuSeal(sealUnder(certificate, services));
    for (const services of [
      [serviceOf(), present],
      [present, serviceOf()],
    ]) {
      expect(of(services).qualification).toBe('N/A');
      expect(ids(of(services))).toContain('EU_SERVICES_CONFLICT');
    }
    const elsewhere = serviceOf(withdrawn, { list: { ...present.list, territory: 'QQ' } });
    expect(of([serviceOf(), elsewhere]).qualification).toBe('QESeal');
    expect(of([serviceOf([stateOf()], { list: present.list }), serviceOf()]).qualification).toBe('QESeal');
  });

  it('ask at issuance and at the best signature time', async () => {
    const certificate = await certificateStating(QUALIFIED_SEAL);
    const turn = new Date('2025-01-01T00:00:00Z');
    const withdrawn = stateOf({ from: turn, status: serviceStatus('withdrawn') });
    const sold = serviceOf([withdrawn, stateOf({ until: turn })]);
    const result = determineEuSeal(sealUnder(certificate, [sold]));
    expect(result).toMatchObject({
      qualification: 'AdESeal',
      atIssuance: { qualified: true },
      atBestSignatureTime: { qualified: false },
    });
    expect(result.services.map(({ status }) => status)).toEqual([
      serviceStatus('granted'),
      serviceStatus('withdrawn'),
    ]);
    const early = sealUnder(certificate, [sold], { bestSignatureTime: new Date('2024-06-01T00:00:00Z') });
    expect(determineEuSeal(early).qualification).toBe('QESeal');
  });

  it('know the type only when it is the same at both times', async () => {
    const turn = new Date('2025-01-01T00:00:00Z');
    const all = ['ForeSeals', 'ForeSignatures'].map(information);
    const before = stateOf({ until: turn, additionalInformation: all });
    const after = { ...before, from: turn, until: undefined, qualifications: [qualifying('QCForESig')] };
    const input = sealUnder(await certificateStating(QUALIFIED_SEAL), [serviceOf([after, before])]);
    const result = determineEuSeal(input);
    expect(result.qualification).toBe('Unknown-QC-QSCD');
    expect(ids(result)).toEqual(['EU_CERTIFICATE_TYPE_NOT_KNOWN']);
  });

  it('take certificates for web sites for no support of a seal', async () => {
    const web = await certificateStating({ ...QUALIFIED_SEAL, types: [OID.qcTypeWeb] });
    const service = serviceOf([
      stateOf({ additionalInformation: [information('ForWebSiteAuthentication')] }),
    ]);
    expect(determineEuSeal(sealUnder(web, [service]))).toMatchObject({
      qualification: 'Not-AdES',
      atIssuance: { qualified: true, type: 'WSA' },
    });
  });

  it('say of a certificate that claims nothing why it is not qualified', async () => {
    const result = determineEuSeal(sealUnder(await certificateStating({ statements: [] }), [serviceOf()]));
    expect(result).toMatchObject(NOT_QUALIFIED);
    expect(ids(result)).toEqual(['EU_NOT_QUALIFIED_BY_CERTIFICATE', 'EU_NOT_QUALIFIED_BY_CERTIFICATE']);
  });
});

describe('the instants at which a status begins and ends', () => {
  const from = new Date('2025-01-01T00:00:00Z');
  const until = new Date('2026-01-01T00:00:00Z');
  const around = [shifted(from, -1000), from, shifted(until, -1000), until];
  const limited = serviceOf([stateOf({ from, until })]);

  it('count at the issuance of the certificate', async () => {
    const certificates = around.map((notBefore) => certificateStating({ ...QUALIFIED_SEAL, notBefore }));
    const found = (await Promise.all(certificates)).map((certificate) =>
      determineEuSeal(sealUnder(certificate, [limited])),
    );
    expect(found.map(({ atIssuance }) => atIssuance?.qualified)).toEqual([false, true, true, false]);
  });

  it('count at the best signature time', async () => {
    const certificate = await certificateStating({ ...QUALIFIED_SEAL, notBefore: from });
    const found = around.map((bestSignatureTime) =>
      determineEuSeal(sealUnder(certificate, [limited], { bestSignatureTime })),
    );
    expect(found.map(({ qualification }) => qualification)).toEqual([
      'AdESeal',
      'QESeal',
      'QESeal',
      'AdESeal',
    ]);
  });
});

describe('what certificates claim by themselves', () => {
  const claims = {
    statements: [OID.qcCompliance, OID.qcSscd],
    policies: ['0.4.0.194112.1.3', OID.qcpPublicWithSscd],
  };

  it('K27: qualifies nothing when the authority is a private one', async () => {
    const result = determineEuSeal(sealUnder(await certificateStating(claims), []));
    expect(result.qualification).toBe('N/A');
    expect(ids(result)).toContain('EU_CLAIM_NOT_CONFIRMED');
  });

  it('K27: qualifies nothing when the authority is listed for other than qualified certificates', async () => {
    const service = serviceOf([stateOf({ type: serviceType('CA/PKC') })]);
    const result = determineEuSeal(sealUnder(await certificateStating(claims), [service]));
    expect(result.qualification).toBe('AdESeal');
    expect(ids(result)).toContain('EU_CLAIM_NOT_CONFIRMED');
  });

  it('K27: qualifies nothing when the list says that it is not qualified', async () => {
    const service = serviceOf([stateOf({ qualifications: [qualifying('NotQualified', 'QCStatement')] })]);
    const result = determineEuSeal(sealUnder(await certificateStating(claims), [service]));
    expect(result.qualification).toBe('AdESeal');
    expect(ids(result)).toEqual([
      'EU_NOT_QUALIFIED_BY_LIST',
      'EU_NOT_QUALIFIED_BY_LIST',
      'EU_CLAIM_NOT_CONFIRMED',
    ]);
  });

  it('K27: qualifies nothing when the statements cannot be read', async () => {
    const extensions = [{ oid: OID.qcStatements, critical: false, value: Uint8Array.of(0x30, 2, 0x30, 0) }];
    const result = determineEuSeal(sealUnder(await certificateStating({ extensions }), [serviceOf()]));
    expect(result).toMatchObject({ qualification: 'Unknown', atIssuance: { qualified: false } });
  });
});
