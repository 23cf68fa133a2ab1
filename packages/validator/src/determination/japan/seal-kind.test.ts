import { OID } from '@eseal/core/asn1';
import { describe, expect, it } from 'vitest';
import { policies, qcType } from '../../../test/certificate-changes.ts';
import { asIssuer, JP, serviceWith, stateOf } from '../../../test/japanese-scheme.ts';
import { OWN_POLICY, SUBJECT } from '../../../test/seal-certificate.ts';
import { determine } from './test-determine.ts';

describe('determineJapaneseSeal: kind', () => {
  it('calls a certificate for signatures no seal', async () => {
    const services = asIssuer(serviceWith([stateOf({ type: JP.signatureAuthority })]));
    const found = await determine({ services, of: policies(OWN_POLICY), policies: [OWN_POLICY] });
    expect(found).toMatchObject({
      headline: 'Not an e-seal: made with a certificate for signatures',
      level: 'not-a-seal',
      kind: 'esign',
      kindEvidence: ['service'],
      assuranceLevel: null,
    });
  });

  it('does not choose between statements that contradict each other', async () => {
    const found = await determine({ of: qcType(OID.qcTypeEsign) });
    expect(found).toMatchObject({
      kind: 'unknown',
      kindEvidence: ['policy', 'service', 'qc-type'],
      level: 'listed',
      assuranceLevel: null,
    });
    expect(found.ids).toContain('JP_KIND_CONTRADICTORY');
  });

  it.each([{ givenName: '一郎' }, { surname: '鈴木' }])(
    'calls the certificate of a person no seal: %s',
    async (name) => {
      const found = await determine({ of: { subject: [...SUBJECT, name] } });
      expect(found).toMatchObject({
        headline: 'Not an e-seal: made with a certificate of a natural person',
        level: 'not-a-seal',
        kind: 'unknown',
        assuranceLevel: null,
      });
      expect(found.ids).toEqual(expect.arrayContaining(['JP_KIND_CONTRADICTORY', 'JP_SUBJECT_IS_A_PERSON']));
    },
  );
});
