/**
 * Constraints on the names of a path (RFC 5280 §4.2.1.10, §6.1.3 (b), (c), §6.1.4 (g)).
 *
 * @module
 */
import { CoreError } from '@eseal/core';
import { OID } from '@eseal/core/asn1';
import {
  type Certificate,
  type GeneralSubtree,
  isSelfIssued,
  type NameConstraints,
  nameConstraints,
  nameValues,
  subjectAltName,
} from '@eseal/core/x509';
import { parseHost } from './host-names.ts';
import {
  type ComparableName,
  type ComparableSubtree,
  comparableName,
  comparableSubtree,
  type SubtreeMatch,
} from './name-subtrees.ts';
import { type PathProblem, problem } from './problem.ts';
import { PATH_RULES } from './rules.ts';

/** The constraints that hold below a point of the path. A name has to keep within each of them. */
export interface NameLimits {
  readonly sets: readonly SubtreeSets[];
  readonly budget: { left: number };
}

type SubtreesByForm = ReadonlyMap<string, readonly ComparableSubtree[]>;

interface SubtreeSets {
  readonly permitted: SubtreesByForm;
  readonly excluded: SubtreesByForm;
}

/** Most comparisons of a name with a subtree in one path. */
const MAX_COMPARISONS = 20_000;

/** What holds before the first certificate. */
export function initialLimits(constraints: readonly NameConstraints[]): NameLimits {
  return { sets: constraints.map(subtreeSets), budget: { left: MAX_COMPARISONS } };
}

/** RFC 5280 §6.1.4 (g): what an authority's certificate adds. */
export function addConstraints(limits: NameLimits, certificate: Certificate): NameLimits {
  const constraints = nameConstraints(certificate);
  return constraints === undefined ? limits : { ...limits, sets: [...limits.sets, subtreeSets(constraints)] };
}

function subtreeSets({ permitted, excluded }: NameConstraints): SubtreeSets {
  return { permitted: byForm(permitted), excluded: byForm(excluded) };
}

function byForm(subtrees: readonly GeneralSubtree[]): SubtreesByForm {
  const forms = new Map<string, ComparableSubtree[]>();
  for (const one of subtrees.map(comparableSubtree)) {
    const others = forms.get(one.form);
    if (others === undefined) forms.set(one.form, [one]);
    else others.push(one);
  }
  return forms;
}

/**
 * RFC 5280 §6.1.3 (b), (c): the names of a certificate against all constraints above it.
 *
 * @throws CoreError `BUDGET_EXCEEDED`
 */
export function checkNames(
  certificate: Certificate,
  { sets, budget }: NameLimits,
  isTarget: boolean,
): PathProblem | undefined {
  if (sets.length === 0 || (!isTarget && isSelfIssued(certificate))) return undefined;
  const names = namesOf(certificate);
  for (const set of sets) {
    for (const name of names) {
      const rule = checkName(name, set, budget);
      if (rule !== undefined)
        return problem(PATH_RULES[rule], certificate, { form: name.form, name: name.text });
    }
  }
  return undefined;
}

/** Every name of the subject. Names that RFC 5280 does not constrain but software reads as hosts count as well. */
function namesOf(certificate: Certificate): readonly ComparableName[] {
  const { subject } = certificate;
  const alternatives = subjectAltName(certificate) ?? [];
  const mailboxes = nameValues(subject, OID.emailAddress);
  const named = alternatives.some(({ kind }) => kind === 'dNSName');
  // Stricter than §4.2.1.10, because hosts were once named so.
  const hosts = named ? [] : nameValues(subject, OID.commonName).filter(isHostLike);
  return [
    ...(subject.rdns.length > 0 ? [comparableName({ kind: 'directoryName', name: subject })] : []),
    ...alternatives.map(comparableName),
    ...mailboxes.map((value) => comparableName({ kind: 'rfc822Name', value })),
    ...hosts.map((value) => comparableName({ kind: 'dNSName', value })),
  ];
}

function isHostLike(text: string): boolean {
  return text.includes('.') && parseHost(text.replace(/^\*\./, '')) !== undefined;
}

type BrokenRule = 'nameExcluded' | 'nameNotPermitted' | 'nameUndecidable';

function checkName(
  { form, value }: ComparableName,
  { permitted, excluded }: SubtreeSets,
  budget: NameLimits['budget'],
): BrokenRule | undefined {
  const without = excluded.get(form) ?? [];
  const within = permitted.get(form);
  if (without.length === 0 && within === undefined) return undefined;
  if (value === undefined) return 'nameUndecidable';
  const match = (subtree: ComparableSubtree): SubtreeMatch => {
    if (--budget.left < 0)
      throw new CoreError('BUDGET_EXCEEDED', `more than ${MAX_COMPARISONS} comparisons of names`);
    return subtree.match(value);
  };
  const excluding = without.map(match);
  if (excluding.some((one) => one === 'within' || one === 'partly')) return 'nameExcluded';
  const permitting = within?.map(match) ?? [];
  if (excluding.includes('undecidable')) return 'nameUndecidable';
  if (within === undefined || permitting.includes('within')) return undefined;
  return permitting.includes('undecidable') ? 'nameUndecidable' : 'nameNotPermitted';
}
