/**
 * The programs that our judgement is compared with.
 *
 * @module
 */

import type { JsonObject } from '../judges/json.ts';
import type { SealedFileKind } from '../judges/verdict.ts';
import type { DocumentFacts } from './facts.ts';
import { factsOfDss } from './facts-of-dss.ts';
import { factsOfPyHanko } from './facts-of-pyhanko.ts';

/** A program whose verdicts are compared with ours. */
export interface Peer {
  readonly name: string;
  readonly judge: 'dss' | 'pyhanko';
  /** Corpora with formats that it reads. */
  readonly corpora: readonly string[];
  readonly kinds: readonly SealedFileKind[];
  readonly factsOf: (answer: JsonObject) => DocumentFacts;
}

/** All of them. */
export const PEERS: readonly Peer[] = [
  {
    name: 'DSS',
    judge: 'dss',
    corpora: ['asic', 'cades', 'pades', 'xades'],
    kinds: ['cms', 'pdf', 'xml', 'detached-xml', 'asic-cades', 'asic-xades'],
    factsOf: factsOfDss,
  },
  {
    name: 'pyHanko',
    judge: 'pyhanko',
    corpora: ['cades', 'pades'],
    kinds: ['cms', 'pdf'],
    factsOf: factsOfPyHanko,
  },
];
