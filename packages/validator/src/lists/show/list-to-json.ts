/**
 * What a list says, as JSON.
 *
 * @module
 */
import { toHex } from '@eseal/core';
import { formatName } from '@eseal/core/x509';
import { type JsonObject, type JsonValue, time } from '../../report/json.ts';
import type { CriteriaList, Criterion } from '../../trust/criteria.ts';
import type { LanguageString, ServiceIdentity, ServiceState } from '../../trust/listed-service.ts';
import { stateAt } from '../../trust/service-at.ts';
import type { ListPointer, TrustedList, TrustService, TrustServiceProvider } from '../list.ts';

/** Options of {@link listToJson}. */
export interface ShowListOptions {
  /** The time of the statuses. Default now. */
  readonly time?: Date;
}

/** What a list is, and how much is in it. */
export function summarizeList({ pointers, providers, scheme, structure }: TrustedList): JsonObject {
  return {
    territory: scheme.territory ?? null,
    type: scheme.type ?? null,
    version: scheme.version ?? null,
    sequenceNumber: scheme.sequenceNumber ?? null,
    issueDate: time(scheme.issueDate ?? null),
    nextUpdate: time(scheme.nextUpdate ?? null),
    operator: languages(scheme.operatorNames),
    name: languages(scheme.schemeNames),
    providers: providers.length,
    services: providers.reduce((sum, { services }) => sum + services.length, 0),
    pointers: pointers.length,
    structure: { valid: structure.valid, messages: structure.messages },
  };
}

/** A list with its services as they were at a time, their history, and the lists that it points to. */
export function listToJson(list: TrustedList, options: ShowListOptions = {}): JsonObject {
  const at = options.time ?? new Date();
  return {
    list: summarizeList(list),
    time: time(at),
    providers: list.providers.map((provider) => providerToJson(provider, at)),
    pointers: list.pointers.map(pointerToJson),
  };
}

/** Texts by their languages; of several in one language the first. */
function languages(texts: readonly LanguageString[]): JsonObject {
  const byLanguage = new Map<string, string>();
  for (const { language, text } of texts) if (!byLanguage.has(language)) byLanguage.set(language, text);
  return Object.fromEntries(byLanguage);
}

function providerToJson({ names, services, tradeNames }: TrustServiceProvider, at: Date): JsonObject {
  return {
    name: languages(names),
    tradeName: languages(tradeNames),
    services: services.map((service) => serviceToJson(service, at)),
  };
}

function serviceToJson({ identities, states }: TrustService, at: Date): JsonObject {
  const state = stateAt({ states }, at);
  return {
    state: state === undefined ? null : stateToJson(state),
    identities: identities.map(identityToJson),
    history: states.map((one) => ({
      type: one.type,
      status: one.status,
      from: time(one.from),
      until: time(one.until ?? null),
    })),
  };
}

function stateToJson(state: ServiceState): JsonObject {
  return {
    name: languages(state.names),
    type: state.type,
    status: state.status,
    from: time(state.from),
    until: time(state.until ?? null),
    additionalInformation: state.additionalInformation,
    qualifications: state.qualifications.map(({ criteria, qualifiers }) => ({
      qualifiers,
      criteria: criteriaToJson(criteria),
    })),
    expiredCertsRevocationInfo: time(state.expiredCertsRevocationInfo ?? null),
    unknownCriticalExtensions: state.unknownCriticalExtensions,
  };
}

function criteriaToJson({ assert, criteria }: CriteriaList): JsonObject {
  return { assert, criteria: criteria.map(criterionToJson) };
}

function criterionToJson(criterion: Criterion): JsonValue {
  switch (criterion.kind) {
    case 'list':
      return criteriaToJson(criterion.list);
    case 'key-usage':
      return { kind: criterion.kind, bits: { ...criterion.bits } };
    case 'qc-statements':
      return {
        kind: criterion.kind,
        statements: criterion.statements.map((statement) => ({ ...statement })),
      };
    default:
      return { ...criterion };
  }
}

function identityToJson({ certificate, name, subjectKeyIdentifier }: ServiceIdentity): JsonObject {
  return {
    subject: formatName(name),
    serialNumber: certificate === undefined ? null : toHex(certificate.serialNumber),
    notAfter: time(certificate?.notAfter ?? null),
    subjectKeyIdentifier: subjectKeyIdentifier === undefined ? null : toHex(subjectKeyIdentifier),
  };
}

function pointerToJson(pointer: ListPointer): JsonObject {
  return {
    location: pointer.location,
    territory: pointer.territory ?? null,
    type: pointer.type ?? null,
    mimeType: pointer.mimeType ?? null,
    operator: languages(pointer.operatorNames),
    signers: pointer.signers.map(({ subject }) => formatName(subject)),
    recognition: pointer.agreement?.equivalences.map(({ legalIdentifier }) => legalIdentifier) ?? [],
  };
}
