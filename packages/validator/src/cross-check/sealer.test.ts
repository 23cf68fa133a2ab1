import { invoiceXml } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { crossCheckInvoice } from './invoice.ts';

const SELLER = '1555666777888';

describe('crossCheckInvoice by a report', () => {
  const organization = {
    name: null,
    identifiers: [
      {
        scheme: 'NTR',
        country: 'JP',
        reference: SELLER,
        raw: `NTRJP-${SELLER}`,
        place: 'subject',
        checkDigit: 'ok',
      },
    ],
  } as const;
  const scope = { coversWholeDocument: true, description: '' };
  const conclusion = { indication: 'TOTAL-PASSED' } as const;
  const check = (changes: object = {}) =>
    crossCheckInvoice({ conclusion, organization, scope, ...changes }, invoiceXml());

  it('takes the organisation of a seal that passed over the whole invoice', () => {
    expect(check()).toMatchObject({ matchesDocumentIssuer: true, sealer: SELLER });
  });

  it('takes nobody for the sealer of a seal that did not pass', () => {
    const failed = { indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE' };
    const open = { indication: 'INDETERMINATE', subIndication: 'NO_POE' };
    for (const bad of [failed, open]) {
      const found = check({ conclusion: bad });
      expect(found).toMatchObject({ matchesDocumentIssuer: 'unknown', sealer: null });
      expect(found.reasons[0]?.id).toBe('SEAL_NOT_PASSED');
    }
  });

  it('takes no number from what the seal may not cover', () => {
    const found = check({ scope: { ...scope, coversWholeDocument: false } });
    expect(found).toMatchObject({ matchesDocumentIssuer: 'unknown' });
    expect(found.reasons[0]?.id).toBe('SEAL_COVERS_PART');
  });

  it('does not take a number that the organisation declares itself, or a certificate that nobody knows', () => {
    const [identifier] = organization.identifiers;
    const declared = {
      organization: { name: null, identifiers: [{ ...identifier, place: 'subject-alt-name' }] },
    };
    expect(check(declared)).toMatchObject({ matchesDocumentIssuer: 'unknown' });
    expect(check({ organization: null })).toMatchObject({ matchesDocumentIssuer: 'unknown' });
  });
});
