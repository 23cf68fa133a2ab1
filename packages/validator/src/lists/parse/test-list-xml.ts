/** Trusted lists as XML for tests, valid but for their signature unless a test changes them. */
import { DS, MRA, SIE, TSL, TSLX, XADES } from './namespaces.ts';

/** What a test says of a service in one period. */
export interface EntryXml {
  readonly type?: string;
  readonly status?: string;
  readonly from?: string;
  /** Children of tsl:ServiceInformationExtensions. */
  readonly extensions?: string;
}

/** What a test says of a service. */
export interface ServiceXml extends EntryXml {
  /** Children of tsl:ServiceDigitalIdentity. */
  readonly identity?: string;
  readonly history?: readonly EntryXml[];
}

/** What a test says of a list. */
export interface ListXml {
  readonly version?: number;
  readonly services?: readonly string[];
  /** In place of the providers. */
  readonly providers?: string;
  readonly pointers?: readonly string[];
  readonly signature?: string;
}

/** Namespace declarations of the root. */
export const DECLARATIONS: string = `xmlns="${TSL}" xmlns:tslx="${TSLX}" xmlns:sie="${SIE}" xmlns:mra="${MRA}" xmlns:xades="${XADES}" xmlns:ds="${DS}"`;

const CA = 'https://list.example/type/CA';
const GRANTED = 'https://list.example/status/granted';

function names(element: string, ja: string, en: string): string {
  return `<${element}><Name xml:lang="ja">${ja}</Name><Name xml:lang="en">${en}</Name></${element}>`;
}

function entryXml(
  { type = CA, status = GRANTED, from = '2024-04-01T00:00:00Z' }: EntryXml,
  identity: string,
): string {
  return (
    `<ServiceTypeIdentifier>${type}</ServiceTypeIdentifier>${names('ServiceName', '電子認証局', 'Seal CA')}` +
    `<ServiceDigitalIdentity>${identity}</ServiceDigitalIdentity><ServiceStatus>${status}</ServiceStatus>` +
    `<StatusStartingTime>${from}</StatusStartingTime>`
  );
}

function extensionsXml({ extensions }: EntryXml): string {
  return extensions === undefined
    ? ''
    : `<ServiceInformationExtensions>${extensions}</ServiceInformationExtensions>`;
}

/** A tsl:TSPService. */
export function serviceXml(service: ServiceXml = {}): string {
  const { identity = '<DigitalId><X509SubjectName>CN=CA,C=JP</X509SubjectName></DigitalId>', history = [] } =
    service;
  const entries = history.map(
    (entry) =>
      `<ServiceHistoryInstance>${entryXml(entry, identity)}${extensionsXml(entry)}</ServiceHistoryInstance>`,
  );
  return (
    `<TSPService><ServiceInformation>${entryXml(service, identity)}${extensionsXml(service)}</ServiceInformation>` +
    `${history.length === 0 ? '' : `<ServiceHistory>${entries.join('')}</ServiceHistory>`}</TSPService>`
  );
}

const ADDRESS =
  '<PostalAddresses><PostalAddress xml:lang="en"><StreetAddress>1</StreetAddress><Locality>Tokyo</Locality>' +
  '<CountryName>JP</CountryName></PostalAddress></PostalAddresses>' +
  '<ElectronicAddress><URI xml:lang="en">https://list.example</URI></ElectronicAddress>';

const ABOUT = '<URI xml:lang="en">https://list.example/about</URI>';

function providersXml(services: readonly string[]): string {
  if (services.length === 0) return '';
  return (
    `<TrustServiceProviderList><TrustServiceProvider><TSPInformation>${names('TSPName', '事業者', 'Provider')}` +
    `<TSPAddress>${ADDRESS}</TSPAddress><TSPInformationURI>${ABOUT}</TSPInformationURI></TSPInformation>` +
    `<TSPServices>${services.join('')}</TSPServices></TrustServiceProvider></TrustServiceProviderList>`
  );
}

/** A tsl:TrustServiceStatusList. */
export function listXml(list: ListXml = {}): string {
  const { version = 6, services = [serviceXml()], pointers = [], signature = '' } = list;
  return (
    `<TrustServiceStatusList ${DECLARATIONS} TSLTag="http://uri.etsi.org/19612/TSLTag"><SchemeInformation>` +
    `<TSLVersionIdentifier>${version}</TSLVersionIdentifier><TSLSequenceNumber>7</TSLSequenceNumber>` +
    `<TSLType>https://list.example/list</TSLType>${names('SchemeOperatorName', '運用者', 'Operator')}` +
    `<SchemeOperatorAddress>${ADDRESS}</SchemeOperatorAddress>${names('SchemeName', '制度', 'Scheme')}` +
    `<SchemeInformationURI>${ABOUT}</SchemeInformationURI>` +
    '<StatusDeterminationApproach>https://list.example/approach</StatusDeterminationApproach>' +
    `<SchemeTypeCommunityRules>${ABOUT}</SchemeTypeCommunityRules><SchemeTerritory>JP</SchemeTerritory>` +
    '<HistoricalInformationPeriod>65535</HistoricalInformationPeriod>' +
    `${pointers.length === 0 ? '' : `<PointersToOtherTSL>${pointers.join('')}</PointersToOtherTSL>`}` +
    '<ListIssueDateTime>2026-04-01T09:00:00+09:00</ListIssueDateTime>' +
    '<NextUpdate><dateTime>2026-10-01T00:00:00Z</dateTime></NextUpdate></SchemeInformation>' +
    `${list.providers ?? providersXml(services)}${signature}</TrustServiceStatusList>`
  );
}
