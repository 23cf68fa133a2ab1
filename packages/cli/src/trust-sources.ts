/**
 * Whom the options trust: pinned anchors, bridges from them, and trusted lists, together.
 *
 * @module
 */
import type { JapaneseRules, TrustSource } from '@eseal/validator';
import { type BridgeOptions, readBridge } from './bridge-options.ts';
import { readAnchors } from './certificate-files.ts';
import type { CommandIo } from './io.ts';
import { type ListOptions, openLists } from './list-options.ts';

/** Options that name sources of trust. */
export interface TrustSourceOptions extends ListOptions, BridgeOptions {
  readonly trust?: readonly string[];
}

/** What the options trust, and by which rules. */
export interface OpenedTrust {
  readonly trust: TrustSource;
  readonly japan: JapaneseRules | undefined;
  /** Lists that came along with a bridge. */
  readonly crls: readonly Uint8Array[];
}

/** Whether the options name anybody. */
export function namesTrust({ trust, trustedList }: TrustSourceOptions): boolean {
  return trust !== undefined || trustedList !== undefined;
}

/** Opens every source that is named; without any, nobody is trusted. */
export async function openTrust(options: TrustSourceOptions, io: CommandIo): Promise<OpenedTrust> {
  const { combineTrust, createBridgeTrust, createPinnedTrust } = await import('@eseal/validator');
  const anchors = await readAnchors(options.trust ?? []);
  const bridge = options.bridge === undefined ? undefined : await readBridge(options.bridge);
  const own = bridge === undefined ? createPinnedTrust(anchors) : createBridgeTrust({ anchors, ...bridge });
  const { crls = [] } = bridge ?? {};
  const opened = await openLists(options, io);
  if (opened === undefined) return { trust: own, japan: undefined, crls };
  return { trust: combineTrust(opened.lists.trust, own), japan: opened.japan, crls };
}
