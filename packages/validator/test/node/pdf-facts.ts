/**
 * What the corpora state about PDFs: what a seal covers, and what was changed after it.
 *
 * @module
 */
import type { Fact } from './fact.ts';
import type { ModificationJson, ReportJson, SealJson } from './report-json.ts';

/** Of ranges that are no revision nothing is compared. */
const modificationsOf = ({ scope }: SealJson): readonly ModificationJson[] =>
  scope.byteRangeValid === true ? (scope.modifications ?? []) : [];

const allOf = ({ seals }: ReportJson): readonly ModificationJson[] => seals.flatMap(modificationsOf);

const isUndefined = ({ kind }: ModificationJson): boolean => ['undefined', 'page', 'visual'].includes(kind);

/** Whether any seal of the file has a later change like this. */
function anyChange(is: (change: ModificationJson) => boolean): Fact {
  return (expected, report) => allOf(report).some(is) === expected;
}

function ofKinds(...kinds: readonly string[]): Fact {
  return anyChange(({ kind }) => kinds.includes(kind));
}

/** A true fact holds for every seal, a false one for at least one. */
function ofEverySeal(holds: (seal: SealJson) => boolean): Fact {
  return (expected, { seals }, { signatures }) =>
    (seals.length > 0 || signatures === 0) && seals.every(holds) === expected;
}

/** Numbers of the pages with such changes, each once. */
function pages(is: (change: ModificationJson) => boolean): Fact {
  return (expected, report) => {
    const found = allOf(report).flatMap((change) =>
      is(change) && change.page !== undefined ? [change.page] : [],
    );
    return JSON.stringify([...new Set(found)].sort((a, b) => a - b)) === JSON.stringify(expected);
  };
}

/** The words of pyHanko for what happened since a seal, by the strongest of its changes. */
function levelOf(changes: readonly ModificationJson[]): string {
  const kinds = new Set(changes.map(({ kind }) => kind));
  if (changes.some(isUndefined)) return 'OTHER';
  if (kinds.has('annotation')) return 'ANNOTATIONS';
  if (kinds.has('signature') || kinds.has('form-fill')) return 'FORM_FILLING';
  return kinds.size > 0 ? 'LTA_UPDATES' : 'NONE';
}

/** The words of pyHanko for what a seal covers. */
function coverageOf({ scope, findings }: SealJson): string {
  const problems = findings.filter(({ id }) => id === 'PDF_BYTE_RANGE');
  if (scope.byteRangeValid === true) return scope.bytesAfter === 0 ? 'ENTIRE_FILE' : 'ENTIRE_REVISION';
  return problems.length > 0 && problems.every(({ message }) => message.includes('where a revision ends'))
    ? 'CONTIGUOUS_BLOCK_FROM_START'
    : 'UNCLEAR';
}

/** The words of DSS for what a certification or lock permits. */
const PERMISSIONS: readonly string[] = [
  '',
  'NO_CHANGE_PERMITTED',
  'MINIMAL_CHANGES_PERMITTED',
  'CHANGES_PERMITTED',
];

/** The facts by their names in the manifests. */
export const PDF_FACTS: Readonly<Record<string, Fact>> = {
  'pdf.byteRangeValid': ofEverySeal(({ scope }) => scope.byteRangeValid === true),
  'pdf.signatureDictionaryConsistent': ofEverySeal(({ scope }) => scope.dictionaryConsistent === true),
  'pdf.objectModifications': anyChange(() => true),
  'pdf.undefinedChanges': anyChange(isUndefined),
  'pdf.undefinedChangesPerSignature': (expected, { seals }) =>
    JSON.stringify(seals.map((seal) => modificationsOf(seal).some(isUndefined)).sort()) ===
    JSON.stringify([...(expected as readonly boolean[])].sort()),
  // DSS counts the form fields that come with comments among what is filled in.
  'pdf.formFillChanges': ofKinds('form-fill', 'signature', 'annotation'),
  'pdf.annotationChanges': ofKinds('annotation'),
  'pdf.extensionChanges': ofKinds('security-store', 'timestamp', 'metadata', 'extension'),
  'pdf.pageDifferences': pages(({ kind }) => kind === 'page'),
  'pdf.annotationOverlapPages': pages(({ covers }) => covers === 'annotation'),
  'pdf.visualOrAnnotationChanges': anyChange(
    ({ kind, covers }) => ['page', 'visual'].includes(kind) || covers === 'annotation',
  ),
  'pdf.lockAction': (expected, { seals }) => seals.some(({ scope }) => scope.lock?.action === expected),
  'pdf.lockPermissions': (expected, { seals }) =>
    seals.some(({ scope }) => PERMISSIONS[scope.lock?.permission ?? 0] === expected),

  firstSignatureModification: (expected, { seals: [first] }) =>
    first !== undefined && levelOf(modificationsOf(first)) === expected,
  docMdpOk: (expected, { seals: [first] }) =>
    (first !== undefined && modificationsOf(first).every(({ permitted }) => permitted)) === expected,
  diffMessageContains: (expected, report) =>
    allOf(report).some(({ kind, object }) => kind === 'undefined' && object.includes(String(expected))),
  coverage: (expected, { seals }) => seals.some((seal) => coverageOf(seal) === expected),
};
