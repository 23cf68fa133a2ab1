/**
 * Whom the options trust: pinned anchors and trusted lists, together.
 *
 * @module
 */
import type { JapaneseRules, TrustSource } from '@eseal/validator';
import { readAnchors } from './certificate-files.ts';
import type { CommandIo } from './io.ts';
import { type ListOptions, openLists } from './list-options.ts';

/** Options that name sources of trust. */
export interface TrustSourceOptions extends ListOptions {
  readonly trust?: readonly string[];
}

/** What the options trust, and by which rules. */
export interface OpenedTrust {
  readonly trust: TrustSource;
  readonly japan: JapaneseRules | undefined;
}

/** Whether the options name anybody. */
export function namesTrust({ trust, trustedList }: TrustSourceOptions): boolean {
  return trust !== undefined || trustedList !== undefined;
}

/** Opens every source that is named; without any, nobody is trusted. */
export async function openTrust(options: TrustSourceOptions, io: CommandIo): Promise<OpenedTrust> {
  const { combineTrust, createPinnedTrust } = await import('@eseal/validator');
  const pinned = createPinnedTrust(await readAnchors(options.trust ?? []));
  const opened = await openLists(options, io);
  if (opened === undefined) return { trust: pinned, japan: undefined };
  return { trust: combineTrust(opened.lists.trust, pinned), japan: opened.japan };
}
