import { describe, expect, it } from 'vitest';
import {
  certificateStating,
  information,
  qualifying,
  SEALED,
  serviceOf,
  serviceStatus,
  serviceType,
  stateOf,
} from '../../../test/determining-eu.ts';
import type { ServiceState } from '../../trust/listed-service.ts';
import { certificateContent } from '../certificate-content.ts';
import { qualifyCertificate } from './qualify-certificate.ts';

async function qualifiedBy(...states: readonly Partial<ServiceState>[]) {
  const certificate = await certificateStating();
  const subject = { certificate, content: certificateContent(certificate) };
  const services = states.map((changes) => serviceOf([stateOf(changes)]));
  return qualifyCertificate(subject, services, SEALED);
}

const PKC = { type: serviceType('CA/PKC') };
const WITHDRAWN = { status: serviceStatus('withdrawn') };
const NO_QC = { qualifications: [qualifying('NotQualified')] };

describe('qualifyCertificate', () => {
  it('rests on the services that are left after every step', async () => {
    const found = await qualifiedBy(PKC, WITHDRAWN, {});
    expect(found.qualification).toEqual({ time: SEALED, qualified: true, type: 'eSeal', qscd: false });
    expect(found.services.map(({ state }) => state.status)).toEqual([serviceStatus('granted')]);
    expect(found.findings).toEqual([]);
  });

  it('shows the services that the last step dropped, and why', async () => {
    const found = await qualifiedBy(PKC, WITHDRAWN);
    expect(found.qualification).toMatchObject({ qualified: false, type: 'eSeal' });
    expect(found.services.map(({ state }) => state.status)).toEqual([serviceStatus('withdrawn')]);
    expect(found.findings).toMatchObject([
      {
        id: 'EU_SERVICE_NOT_GRANTED',
        facts: { status: serviceStatus('withdrawn'), service: 'Test CA for qualified seals' },
      },
    ]);
  });

  it('compares services that are for the certificate only', async () => {
    const forOthers = { ...NO_QC, additionalInformation: [information('ForeSignatures')] };
    expect((await qualifiedBy({}, { ...NO_QC, ...PKC }, forOthers)).qualification?.qualified).toBe(true);
    expect((await qualifiedBy({}, NO_QC)).qualification).toBeNull();
    expect((await qualifiedBy({ ...NO_QC, ...PKC }, PKC)).qualification).toMatchObject({ qualified: false });
  });
});
