import { describe, expect, it } from 'vitest';
import {
  ASKED,
  SEALED,
  serviceOf,
  serviceStatus,
  serviceType,
  stateOf,
} from '../../../test/determining-eu.ts';
import { agreementOf, equivalenceOf, foreign, foreignState } from '../../../test/recognizing.ts';
import { EU_SCHEME } from '../../lists/schemes/eu.ts';
import type { ListedService, ServiceState } from '../../trust/listed-service.ts';
import { determineEuTimestamp } from './determine-timestamp.ts';

function timestampAt(time: Date, services: readonly ListedService[], passed = true) {
  return determineEuTimestamp({
    time,
    passed,
    validationTime: ASKED,
    services: services.map((service) => ({ service, depth: 0 })),
  });
}

function authority(changes: Partial<ServiceState> = {}): ListedService {
  return serviceOf([stateOf({ type: serviceType('TSA/QTST'), additionalInformation: [], ...changes })]);
}

describe('determineEuTimestamp', () => {
  it('is QTSA by a service that was granted for qualified timestamps, be it one of several', () => {
    expect(timestampAt(SEALED, [authority()])).toBe('QTSA');
    expect(timestampAt(SEALED, [authority({ type: serviceType('CA/QC') }), authority()])).toBe('QTSA');
  });

  it.each<[Partial<ServiceState>]>([
    [{ type: serviceType('TSA') }],
    [{ type: serviceType('TSA/TSS-QC') }],
    [{ type: serviceType('CA/QC') }],
    [{ status: serviceStatus('withdrawn') }],
    [{ status: serviceStatus('recognisedatnationallevel') }],
    [{ unknownCriticalExtensions: ['urn:unknown'] }],
  ])('is TSA by a service with %j', (changes) => {
    expect(timestampAt(SEALED, [authority(changes)])).toBe('TSA');
  });

  it('is N/A without a service that may decide', () => {
    expect(timestampAt(SEALED, [])).toBe('N/A');
    const pilot = serviceOf(authority().states, { list: { scheme: { ...EU_SCHEME, pilot: true } } });
    expect(timestampAt(SEALED, [pilot])).toBe('N/A');
    const old = serviceOf(authority().states, { list: { nextUpdate: new Date(ASKED.getTime() - 1) } });
    expect(timestampAt(SEALED, [old])).toBe('N/A');
  });

  it('is N/A when the timestamp did not pass', () => {
    expect(timestampAt(SEALED, [authority()], false)).toBe('N/A');
  });

  it('counts the first instant of a status and not the one that ends it', () => {
    const [from, until] = [new Date('2025-01-01T00:00:00Z'), new Date('2026-01-01T00:00:00Z')];
    const service = authority({ from, until });
    const times = [from.getTime() - 1000, from.getTime(), until.getTime() - 1000, until.getTime()];
    expect(times.map((time) => timestampAt(new Date(time), [service]))).toEqual([
      'TSA',
      'QTSA',
      'QTSA',
      'TSA',
    ]);
  });

  it('is QTSA by a service of another country while an agreement recognises it', () => {
    const repealed = new Date('2026-01-01T00:00:00Z');
    const types = {
      pointing: [{ type: serviceType('TSA/QTST'), additionalInformation: [] }],
      pointed: [{ type: foreign('TSA'), additionalInformation: [] }],
    };
    const agreement = agreementOf([
      equivalenceOf({ types, status: 'repealed', from: repealed }),
      equivalenceOf({ types, until: repealed }),
    ]);
    const service = serviceOf([foreignState({ type: foreign('TSA') })], { agreements: [agreement] });
    expect(timestampAt(new Date(repealed.getTime() - 1), [service])).toBe('QTSA');
    expect(timestampAt(repealed, [service])).toBe('TSA');
  });
});
