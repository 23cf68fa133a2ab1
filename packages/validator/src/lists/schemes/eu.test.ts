import { describe, expect, it } from 'vitest';
import { EU_SCHEME } from './eu.ts';

describe('EU_SCHEME', () => {
  it('accredits qualified services only', () => {
    const accredited = Object.entries(EU_SCHEME.services).flatMap(([type, role]) =>
      role.accredited ? [type.replace('http://uri.etsi.org/TrstSvc/Svctype/', '')] : [],
    );
    expect(accredited).toEqual(['CA/QC', 'TSA/QTST', 'Certstatus/OCSP/QC', 'Certstatus/CRL/QC']);
  });

  it('takes no status for good that says that supervision or accreditation ended', () => {
    const ended = Object.entries(EU_SCHEME.statuses).flatMap(([status, meaning]) =>
      meaning === 'ended' ? [status.replace(/^.*\//, '')] : [],
    );
    expect(ended).toEqual([
      'withdrawn',
      'deprecatedatnationallevel',
      'supervisionceased',
      'supervisionrevoked',
      'accreditationceased',
      'accreditationrevoked',
      'deprecatedbynationallaw',
    ]);
  });
});
