/**
 * The scheme of the trusted lists of the EU, as data (Regulation (EU) No 910/2014 Article 22; ETSI TS 119 612 Annex D).
 *
 * @module
 */
import type { ServiceRole, StatusMeaning, TrustedListScheme } from '../../trust/scheme.ts';

const SERVICE_TYPE = 'http://uri.etsi.org/TrstSvc/Svctype';
const TRUSTED_LIST = 'http://uri.etsi.org/TrstSvc/TrustedList';

/** Types of services that seals, timestamps or revocation data are traced to (TS 119 612 §5.5.1). */
const SERVICES: Readonly<Record<string, ServiceRole>> = {
  [`${SERVICE_TYPE}/CA/QC`]: { purpose: 'certificates', accredited: true },
  [`${SERVICE_TYPE}/CA/PKC`]: { purpose: 'certificates', accredited: false },
  [`${SERVICE_TYPE}/NationalRootCA-QC`]: { purpose: 'certificates', accredited: false },
  [`${SERVICE_TYPE}/TSA/QTST`]: { purpose: 'timestamps', accredited: true },
  [`${SERVICE_TYPE}/TSA`]: { purpose: 'timestamps', accredited: false },
  [`${SERVICE_TYPE}/TSA/TSS-QC`]: { purpose: 'timestamps', accredited: false },
  [`${SERVICE_TYPE}/TSA/TSS-AdESQCandQES`]: { purpose: 'timestamps', accredited: false },
  [`${SERVICE_TYPE}/Certstatus/OCSP/QC`]: { purpose: 'revocation', accredited: true },
  [`${SERVICE_TYPE}/Certstatus/CRL/QC`]: { purpose: 'revocation', accredited: true },
  [`${SERVICE_TYPE}/Certstatus/OCSP`]: { purpose: 'revocation', accredited: false },
  [`${SERVICE_TYPE}/Certstatus/CRL`]: { purpose: 'revocation', accredited: false },
};

/** Statuses (TS 119 612 §5.5.4), with those that lists used before 1 July 2016 and keep in their history. */
const STATUSES: Readonly<Record<string, StatusMeaning>> = {
  [`${TRUSTED_LIST}/Svcstatus/granted`]: 'in-force',
  [`${TRUSTED_LIST}/Svcstatus/withdrawn`]: 'ended',
  [`${TRUSTED_LIST}/Svcstatus/recognisedatnationallevel`]: 'listed',
  [`${TRUSTED_LIST}/Svcstatus/deprecatedatnationallevel`]: 'ended',
  [`${TRUSTED_LIST}/Svcstatus/undersupervision`]: 'in-force',
  [`${TRUSTED_LIST}/Svcstatus/accredited`]: 'in-force',
  // The provider stops, and is supervised until it has.
  [`${TRUSTED_LIST}/Svcstatus/supervisionincessation`]: 'in-force',
  [`${TRUSTED_LIST}/Svcstatus/supervisionceased`]: 'ended',
  [`${TRUSTED_LIST}/Svcstatus/supervisionrevoked`]: 'ended',
  [`${TRUSTED_LIST}/Svcstatus/accreditationceased`]: 'ended',
  [`${TRUSTED_LIST}/Svcstatus/accreditationrevoked`]: 'ended',
  [`${TRUSTED_LIST}/Svcstatus/setbynationallaw`]: 'listed',
  [`${TRUSTED_LIST}/Svcstatus/deprecatedbynationallaw`]: 'ended',
};

/**
 * Lists of the member states of the EU, and of those that follow its rules, with the list of lists by the European Commission.
 */
export const EU_SCHEME: TrustedListScheme = {
  id: 'eu',
  territories: 'any',
  listTypes: [`${TRUSTED_LIST}/TSLType/EUgeneric`],
  listOfListsTypes: [`${TRUSTED_LIST}/TSLType/EUlistofthelists`],
  versions: [5, 6],
  services: SERVICES,
  statuses: STATUSES,
  kinds: {
    [`${TRUSTED_LIST}/SvcInfoExt/ForeSignatures`]: 'esign',
    [`${TRUSTED_LIST}/SvcInfoExt/ForeSeals`]: 'eseal',
    [`${TRUSTED_LIST}/SvcInfoExt/ForWebSiteAuthentication`]: 'website',
  },
  languages: ['en'],
  pilot: false,
  rules: 'eu',
};
