import { OID } from '@eseal/core/asn1';
import { describe, expect, it } from 'vitest';
import { policies, qcType } from '../../../test/certificate-changes.ts';
import {
  accreditedDuring,
  asIssuer,
  ISSUED,
  SEALED,
  serviceWith,
  shifted,
  stateOf,
} from '../../../test/japanese-scheme.ts';
import { OWN_POLICY, SUBJECT } from '../../../test/seal-certificate.ts';
import { determine } from './test-determine.ts';

const FAILED = { indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE' } as const;
const UNDECIDED = { indication: 'INDETERMINATE', subIndication: 'TRY_LATER' } as const;
const HOUR = 3_600_000;

describe('determineJapaneseSeal: verdict and accreditation', () => {
  it('calls a seal that passed, with everything proven, accredited and of level 2', async () => {
    expect(await determine()).toMatchObject({
      headline: 'Accredited e-seal (level 2)',
      level: 'accredited',
      assuranceLevel: 2,
      kind: 'eseal',
      kindEvidence: ['policy', 'service'],
      identity: 'verified-format',
      statusAtIssuance: 'active',
      statusAtBestSignatureTime: 'active',
      time: 'accredited-timestamp',
      keyProtection: null,
      recognition: null,
      services: [{ territory: 'JP', provider: '試験事業者', service: 'eシール認証局', sequenceNumber: 7 }],
      findings: [],
    });
  });

  it('tells no level of an accredited seal whose verdict is open', async () => {
    expect(await determine({ conclusion: UNDECIDED })).toMatchObject({
      headline: 'Indeterminate accredited e-seal: its certificate is accredited, its validity is not proven',
      level: 'accredited',
      assuranceLevel: null,
    });
  });

  it('tells no level of a broken seal, whatever its certificate is', async () => {
    expect(await determine({ conclusion: FAILED })).toMatchObject({
      headline: 'Not a valid e-seal, though its certificate is accredited',
      level: 'accredited',
      assuranceLevel: null,
    });
  });

  it('K27: raises the alarm over a policy that no listed service stands behind', async () => {
    expect(await determine({ services: [] })).toMatchObject({
      headline: 'WARNING: claims level 2, not confirmed',
      level: 'claims-accreditation',
      assuranceLevel: 1,
      statusAtIssuance: 'unknown',
      findings: [{ id: 'JP_ACCREDITATION_CLAIM_UNCONFIRMED', severity: 'warning' }],
    });
  });

  it('K27: raises it over everything at once that an untrusted authority can write into a certificate', async () => {
    const conclusion = { indication: 'INDETERMINATE', subIndication: 'NO_CERTIFICATE_CHAIN_FOUND' } as const;
    const untrusted = { path: [], policies: undefined, services: [], conclusion };
    expect(await determine({ ...untrusted, of: qcType(OID.qcTypeEseal) })).toMatchObject({
      headline: 'WARNING: claims level 2, not confirmed',
      level: 'claims-accreditation',
      assuranceLevel: null,
      kind: 'eseal',
      kindEvidence: ['qc-type'],
    });
  });

  it('K27: takes a service for nothing when the path to it is not valid, as of a certificate that only names it', async () => {
    const nothing = {
      level: 'claims-accreditation',
      assuranceLevel: null,
      kind: 'unknown',
      statusAtIssuance: 'unknown',
      statusAtBestSignatureTime: 'unknown',
      services: [],
    };
    expect(await determine({ policies: undefined, conclusion: UNDECIDED })).toMatchObject(nothing);
    expect(await determine({ path: [], policies: undefined, conclusion: UNDECIDED })).toMatchObject(nothing);
  });

  it('K27: lets a claim not hide behind the name of a person', async () => {
    const of = { subject: [...SUBJECT, { surname: '鈴木' }] };
    expect(await determine({ services: [], of })).toMatchObject({
      level: 'claims-accreditation',
      assuranceLevel: null,
      kind: 'unknown',
    });
  });

  it('says that an accreditation was not in force at sealing', async () => {
    const withdrawn = asIssuer(serviceWith(accreditedDuring(new Date('2025-01-01'), shifted(SEALED, -HOUR))));
    expect(await determine({ services: withdrawn })).toMatchObject({
      headline: 'Accreditation not in force at sealing',
      level: 'listed',
      assuranceLevel: 1,
      statusAtIssuance: 'active',
      statusAtBestSignatureTime: 'withdrawn',
      ids: ['JP_ACCREDITATION_NOT_ACTIVE_AT_SEALING'],
    });
  });

  it('K26: keeps an accreditation that was withdrawn only after the time that is proven', async () => {
    const services = asIssuer(serviceWith(accreditedDuring(new Date('2025-01-01'), shifted(SEALED, HOUR))));
    expect(await determine({ services })).toMatchObject({ assuranceLevel: 2 });
  });

  it('says that an accreditation was not yet in force at issuance', async () => {
    const services = asIssuer(serviceWith([stateOf({ from: shifted(ISSUED, HOUR) })]));
    expect(await determine({ services })).toMatchObject({
      headline: 'Accreditation not in force when the certificate was issued',
      level: 'listed',
      assuranceLevel: 1,
      statusAtIssuance: 'not-yet',
      statusAtBestSignatureTime: 'active',
    });
  });

  it('asserts no level for a listed provider whose certificate lacks the policy', async () => {
    expect(await determine({ of: policies(OWN_POLICY), policies: [OWN_POLICY] })).toMatchObject({
      headline: 'Seal of a listed provider, level 2 not established',
      level: 'listed',
      assuranceLevel: 1,
      kind: 'eseal',
      kindEvidence: ['service'],
      statusAtBestSignatureTime: 'active',
    });
  });

  it('calls a seal under a trusted authority that no list knows private', async () => {
    const of = policies(OWN_POLICY);
    expect(await determine({ services: [], of, policies: [OWN_POLICY] })).toMatchObject({
      headline: 'Made under an authority that is not known to be accredited; not stated to be a seal',
      level: 'private',
      assuranceLevel: 1,
      kind: 'unknown',
      ids: ['JP_KIND_NOT_STATED'],
    });
  });

  it('determines nothing without a path, claim and statement', async () => {
    const of = policies(OWN_POLICY);
    const untrusted = { path: [], policies: undefined, services: [], conclusion: UNDECIDED };
    expect(await determine({ ...untrusted, of })).toMatchObject({
      headline: 'No trusted authority was reached: the accreditation cannot be told',
      level: 'undetermined',
      assuranceLevel: null,
    });
  });
});
