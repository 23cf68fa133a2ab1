/**
 * The subsetter of browsers: none, since a library cannot know where a page has its WebAssembly.
 *
 * @module
 */
import { FormatsError } from '../../errors.ts';
import type { FontSubsetter } from './font-subsetter.ts';

/** Refuses: the caller has to bring one. */
export const defaultSubsetter: FontSubsetter = async () => {
  throw new FormatsError(
    'FONT_SUBSETTER_MISSING',
    'text.subsetter of the visible seal is missing: outside of Node pass createHarfbuzzSubsetter(load)',
  );
};
