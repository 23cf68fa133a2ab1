/**
 * The corpus of XML signatures of others, for tests.
 *
 * @module
 */
import type { AdesLevel } from '@eseal/core';
import { type Corpus, type CorpusCase, openCorpus } from '../../test-corpus.node.ts';

/** What is said of a file. */
export interface XmlExpectation extends Readonly<Record<string, unknown>> {
  readonly parse?: 'refused';
  readonly augmentTo?: AdesLevel;
  readonly augmentation?: 'refused' | 'accepted';
  readonly perTimestamp?: readonly Readonly<Record<string, unknown>>[];
  readonly perSignature?: readonly Readonly<Record<string, unknown>>[];
}

/** A file with what its source says of it. */
export type Case = CorpusCase<XmlExpectation>;

/** The corpus. */
export const corpus: Corpus<XmlExpectation> = openCorpus('xades', 'XML signatures of others are not tested');
