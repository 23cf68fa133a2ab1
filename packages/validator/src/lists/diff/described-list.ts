/**
 * A list in the form in which two are compared: every property a text, every service under a key that stays.
 *
 * @module
 */
import { toHex, utf8 } from '@eseal/core';
import { preferredText } from '../../trust/language.ts';
import type { LanguageString, ServiceIdentity } from '../../trust/listed-service.ts';
import { nameKey } from '../../trust/name-index.ts';
import { sha256Of } from '../../util/sha256.ts';
import type {
  ListPointer,
  SchemeInformation,
  TrustedList,
  TrustService,
  TrustServiceProvider,
} from '../list.ts';
import type {
  ListVersion,
  PointerState,
  SchemeField,
  ServiceField,
  ServiceSubject,
  StatusPeriod,
} from './difference.ts';

/** A service. */
export interface DescribedService {
  readonly subject: ServiceSubject;
  /** The newest first; never empty. */
  readonly periods: readonly StatusPeriod[];
  readonly fields: Readonly<Record<ServiceField, readonly string[]>>;
}

/** A list. */
export interface DescribedList {
  readonly territory: string | null;
  readonly version: ListVersion;
  readonly scheme: Readonly<Record<SchemeField, readonly string[]>>;
  /** By location, and by number where several have one. */
  readonly pointers: ReadonlyMap<string, PointerState>;
  /** Names, by the provider's key. */
  readonly providers: ReadonlyMap<string, readonly string[]>;
  readonly services: ReadonlyMap<string, DescribedService>;
}

/** Describes a list. */
export async function describeList({ pointers, providers, scheme }: TrustedList): Promise<DescribedList> {
  const services = await Promise.all(providers.flatMap(describeServices));
  const described = await Promise.all(
    pointers.map(async (pointer) => [pointer.location, await describePointer(pointer)] as const),
  );
  return {
    territory: scheme.territory ?? null,
    version: versionOf(scheme, providers.length, services.length),
    scheme: describeScheme(scheme),
    pointers: keyed(described),
    providers: keyed(providers.map((provider) => [providerKey(provider), namesOf(provider)])),
    services: keyed(
      services
        .map(
          (service) => [JSON.stringify([service.subject.type, service.subject.identity]), service] as const,
        )
        .sort(([, a], [, b]) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    ),
  };
}

/** A map whose keys are numbered where several are equal. */
function keyed<T>(entries: readonly (readonly [string, T])[]): ReadonlyMap<string, T> {
  const map = new Map<string, T>();
  for (const [key, value] of entries) {
    let number = 2;
    let unique = key;
    while (map.has(unique)) unique = `${key} ${number++}`;
    map.set(unique, value);
  }
  return map;
}

function versionOf(scheme: SchemeInformation, providers: number, services: number): ListVersion {
  const { issueDate = null, nextUpdate = null, sequenceNumber = null, version = null } = scheme;
  return { version, sequenceNumber, issueDate, nextUpdate, providers, services };
}

function describeScheme(scheme: SchemeInformation): DescribedList['scheme'] {
  const { communityRules, distributionPoints, informationUris, operatorNames, schemeNames } = scheme;
  return {
    version: scheme.version === undefined ? [] : [String(scheme.version)],
    type: optional(scheme.type),
    territory: optional(scheme.territory),
    operatorNames: texts(operatorNames),
    schemeNames: texts(schemeNames),
    informationUris: texts(informationUris),
    communityRules: sorted(communityRules),
    distributionPoints: sorted(distributionPoints),
  };
}

async function describePointer({ agreement, signers, territory, type }: ListPointer): Promise<PointerState> {
  return {
    territory: territory ?? null,
    type: type ?? null,
    signers: await digestsOf(signers.map(({ raw }) => raw)),
    agreement: sorted((agreement?.equivalences ?? []).map(({ legalIdentifier }) => legalIdentifier)),
  };
}

/** The registration number that trade names begin with (§5.4.2) stays when the name changes. */
const REGISTRATION = /^(?:(?:VAT|NTR|PAS|IDC|PNO|TIN|LEI|GOV)[A-Z]{2}|[A-Z]{2}:[A-Z]{2})-\S+$/;

function providerKey({ names, tradeNames }: TrustServiceProvider): string {
  const registration = sorted(tradeNames.map(({ text }) => text)).find((text) => REGISTRATION.test(text));
  return registration ?? nameIn(names);
}

/** Names are compared and shown in English, which every list has (§5.1.4). */
function nameIn(names: readonly LanguageString[]): string {
  return preferredText(names, ['en']) ?? '';
}

function namesOf({ names, tradeNames }: TrustServiceProvider): readonly string[] {
  return [...texts(names), ...texts(tradeNames)];
}

function describeServices(provider: TrustServiceProvider): readonly Promise<DescribedService>[] {
  return provider.services.map((service) => describeService(service, provider));
}

async function describeService(
  { identities, states }: TrustService,
  provider: TrustServiceProvider,
): Promise<DescribedService> {
  const [current] = states;
  const certificates = await digestsOf(identities.flatMap(({ certificate }) => certificate?.raw ?? []));
  const keys = await Promise.all(sorted(identities.map(keyOf)).map((key) => sha256Of(utf8(key))));
  return {
    subject: {
      provider: nameIn(provider.names),
      name: nameIn(current?.names ?? []),
      type: current?.type ?? '',
      // All certificates of a service have one key (§5.5.3), so that any of them stands for it.
      identity: keys[0] ?? '',
    },
    periods: states.map(({ from, status }) => ({ status, from })),
    fields: {
      provider: [providerKey(provider)],
      names: texts(current?.names ?? []),
      certificates,
      identities: [...new Set(keys)],
      additionalInformation: sorted(current?.additionalInformation ?? []),
      qualifications: sorted((current?.qualifications ?? []).map((one) => JSON.stringify(one))),
      expiredCertsRevocationInfo: optional(current?.expiredCertsRevocationInfo?.toISOString()),
      unknownCriticalExtensions: sorted(current?.unknownCriticalExtensions ?? []),
    },
  };
}

/** Such that what says most comes first in order. */
function keyOf({ certificate, name, publicKey, subjectKeyIdentifier }: ServiceIdentity): string {
  const key = certificate?.publicKey ?? publicKey;
  if (key !== undefined) return `key ${toHex(key.raw)}`;
  if (subjectKeyIdentifier !== undefined) return `key-identifier ${toHex(subjectKeyIdentifier)}`;
  return `name ${nameKey(name)}`;
}

async function digestsOf(values: readonly Uint8Array[]): Promise<readonly string[]> {
  return [...new Set(sorted(await Promise.all(values.map(sha256Of))))];
}

function texts(strings: readonly LanguageString[]): readonly string[] {
  return sorted(strings.map(({ language, text }) => `${language}: ${text}`));
}

function optional(text: string | undefined): readonly string[] {
  return text === undefined ? [] : [text];
}

/** Not by a locale: the order is the same everywhere. */
function sorted(values: readonly string[]): readonly string[] {
  return [...values].sort();
}
