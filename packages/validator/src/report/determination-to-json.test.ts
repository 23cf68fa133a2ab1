import { describe, expect, it } from 'vitest';
import { ACCREDITED, QUALIFIED, SERVICE } from '../../test/determined.ts';
import { determinationsToJson, timestampDeterminationToJson } from './determination-to-json.ts';
import { findingOf } from './finding.ts';

const LISTED = {
  ...SERVICE,
  from: '2026-01-01T00:00:00.000Z',
};

describe('determinationsToJson', () => {
  it('has null for rules under which no list was consulted', () => {
    expect(determinationsToJson({ eu: null, japan: null })).toEqual({ eu: null, japan: null });
  });

  it('has the axes of Japan with the services they rest on, and findings by their ids', () => {
    const finding = findingOf(
      { id: 'NOTE', citation: '-', message: { ja: '注', en: 'note' } },
      'information',
    );
    const { japan } = determinationsToJson({ eu: null, japan: { ...ACCREDITED, findings: [finding] } });
    expect(japan).toEqual({ ...ACCREDITED, services: [LISTED], findings: ['NOTE'] });
  });

  it('has what the certificate was at both times in the EU, and by which agreement', () => {
    const recognition = {
      recognizedBy: 'EU',
      territory: 'JP',
      legalIdentifier: 'QCForESeal',
      enactedFrom: new Date('2026-05-01T00:00:00Z'),
    };
    const { eu } = determinationsToJson({ eu: { ...QUALIFIED, recognition, atIssuance: null }, japan: null });
    expect(eu).toMatchObject({
      qualification: 'QESeal',
      atIssuance: null,
      atBestSignatureTime: { time: '2026-11-01T00:00:00.000Z', qualified: true, type: 'eSeal', qscd: true },
      services: [{ territory: 'FR', until: '2026-11-01T00:00:00.000Z' }],
      recognition: { recognizedBy: 'EU', enactedFrom: '2026-05-01T00:00:00.000Z' },
    });
  });
});

describe('timestampDeterminationToJson', () => {
  it('has both answers and the services of the authority', () => {
    expect(timestampDeterminationToJson({ eu: 'QTSA', japan: null, services: [SERVICE] })).toEqual({
      eu: 'QTSA',
      japan: null,
      services: [LISTED],
    });
  });
});
