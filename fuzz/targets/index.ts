/** Everything that is fuzzed. @module */
import { CORE_TARGETS } from './core.ts';
import { EVIDENCE_TARGETS } from './evidence.ts';
import { FORMAT_TARGETS } from './formats.ts';
import { LIST_TARGETS } from './lists.ts';
import { SIGNER_TARGETS } from './signer.ts';
import type { Target } from './target.ts';
import { VALIDATOR_TARGETS } from './validator.ts';

/** All targets, parts before wholes. */
export const TARGETS: readonly Target[] = [
  ...CORE_TARGETS,
  ...SIGNER_TARGETS,
  ...FORMAT_TARGETS,
  ...LIST_TARGETS,
  ...VALIDATOR_TARGETS,
  ...EVIDENCE_TARGETS,
];

/** The target of a name. */
export function targetNamed(name: string): Target {
  const target = TARGETS.find((one) => one.name === name);
  if (target === undefined) throw new TypeError(`there is no target ${name}`);
  return target;
}
