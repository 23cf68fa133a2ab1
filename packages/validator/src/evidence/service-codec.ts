/**
 * How services of trusted lists stand in the file of a bundle.
 *
 * @module
 */
import type { CriteriaList, Criterion, KeyUsageName, QcStatementCriterion } from '../trust/criteria.ts';
import type { LanguageString, ListReference, Qualification, ServiceState } from '../trust/listed-service.ts';
import type {
  ContentContext,
  Equivalence,
  EquivalenceState,
  RecognitionAgreement,
  ServiceEquivalence,
  ServiceTypePattern,
} from '../trust/recognition.ts';
import type { ServiceRole, TrustedListScheme } from '../trust/scheme.ts';
import type { BundledIdentity, BundledService } from './bundle.ts';
import {
  amount,
  type Codec,
  file,
  flag,
  later,
  list,
  object,
  objectAt,
  oneOf,
  optional,
  record,
  shortBytes,
  text,
  time,
  union,
} from './codec.ts';
import { finding } from './finding-codec.ts';

const texts = list(text);

const rules = oneOf('eu', 'japan');

const role = object<ServiceRole>({
  purpose: oneOf('certificates', 'timestamps', 'revocation'),
  accredited: flag,
  kind: optional(oneOf('eseal', 'esign')),
});

const scheme = object<TrustedListScheme>({
  id: text,
  territories: {
    encode: (value, files) => (value === 'any' ? value : texts.encode(value, files)),
    decode: (json, path, files) => (json === 'any' ? json : texts.decode(json, path, files)),
  },
  listTypes: texts,
  listOfListsTypes: texts,
  versions: list(amount),
  services: record(role),
  statuses: record(oneOf('in-force', 'listed', 'ended')),
  kinds: record(oneOf('eseal', 'esign', 'website')),
  keyProtection: optional(record(oneOf('hsm', 'certified', 'none'))),
  languages: texts,
  pilot: flag,
  rules,
});

const bit = optional(flag);

const bits = object<Readonly<Partial<Record<KeyUsageName, boolean>>>>({
  digitalSignature: bit,
  nonRepudiation: bit,
  keyEncipherment: bit,
  dataEncipherment: bit,
  keyAgreement: bit,
  keyCertSign: bit,
  crlSign: bit,
  encipherOnly: bit,
  decipherOnly: bit,
});

const statement = object<QcStatementCriterion>({
  statement: text,
  qcType: optional(text),
  legislation: optional(text),
});

const criterion: Codec<Criterion> = union<Criterion>({
  policies: { policies: texts },
  'key-usage': { bits },
  'extended-key-usage': { purposes: texts },
  'subject-attributes': { attributes: texts },
  'qc-statements': { statements: list(statement) },
  list: { list: later(() => criteria) },
});

const criteria: Codec<CriteriaList> = object<CriteriaList>({
  assert: oneOf('all', 'atLeastOne', 'none'),
  criteria: list(criterion),
});

const names = list(object<LanguageString>({ language: text, text }));

const state = object<ServiceState>({
  type: text,
  names,
  status: text,
  from: time,
  until: optional(time),
  additionalInformation: texts,
  qualifications: list(object<Qualification>({ qualifiers: texts, criteria })),
  expiredCertsRevocationInfo: optional(time),
  unknownCriticalExtensions: texts,
});

function equivalence<T>(of: Codec<T>): Codec<Equivalence<T>> {
  return {
    encode: ({ pointing, pointed }, files) => ({
      pointing: of.encode(pointing, files),
      pointed: of.encode(pointed, files),
    }),
    decode: (json, path, files) => {
      const { pointing, pointed } = objectAt(json, path);
      return {
        pointing: of.decode(pointing, `${path}.pointing`, files),
        pointed: of.decode(pointed, `${path}.pointed`, files),
      };
    },
  };
}

const pattern = object<ServiceTypePattern>({ type: text, additionalInformation: texts });

const content = optional(equivalence(criteria));

const equivalenceState = object<EquivalenceState>({
  status: oneOf('enacted', 'repealed'),
  from: time,
  until: optional(time),
  types: equivalence(list(pattern)),
  validStatuses: list(equivalence(texts)),
  invalidStatuses: list(equivalence(texts)),
  contents: object<Readonly<Partial<Record<ContentContext, Equivalence<CriteriaList>>>>>({
    QcCompliance: content,
    QcType: content,
    QcQSCD: content,
  }),
  qualifiers: list(equivalence(text)),
});

const agreement = object<RecognitionAgreement>({
  recognizedBy: text,
  rules,
  scheme: optional(scheme),
  pointingLegislation: text,
  pointedLegislation: text,
  equivalences: list(object<ServiceEquivalence>({ legalIdentifier: text, states: list(equivalenceState) })),
});

const reference = object<ListReference>({
  scheme,
  territory: text,
  sequenceNumber: amount,
  issueDate: time,
  nextUpdate: optional(time),
  location: optional(text),
  sha256: text,
  findings: optional(list(finding)),
});

const identity = object<BundledIdentity>({
  name: file,
  certificate: optional(file),
  publicKey: optional(file),
  subjectKeyIdentifier: optional(shortBytes),
});

/** A service with all that determinations may ask of it. */
export const service: Codec<BundledService> = object<BundledService>({
  list: reference,
  provider: names,
  identities: list(identity),
  states: list(state),
  agreements: list(agreement),
});
