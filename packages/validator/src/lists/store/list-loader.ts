/**
 * What opening lists needs of whoever loads them, be it a network or a file.
 *
 * @module
 */
import type { Finding } from '../../report/finding.ts';
import type { ListReference } from '../../trust/listed-service.ts';
import type { LoadList } from '../follow/loader.ts';
import type { ListCopy } from './list-copy.ts';

/** Gets lists, and keeps those that are good. */
export interface ListLoader {
  readonly load: LoadList;
  /** The copy that `load` gave as these very bytes. */
  copyOf(bytes: Uint8Array): ListCopy | undefined;
  /** The copy that was good the last time; known once `load` has given the location's. */
  lastGood(location: string): ListCopy | undefined;
  /** What is to be said of a list that it gave, as only reading it tells. Default: nothing. */
  remarksOn?(reference: ListReference): readonly Finding[];
  /** Keeps a copy that is good; what could not be kept is told. */
  keep(copy: ListCopy): Promise<readonly Finding[]>;
}
