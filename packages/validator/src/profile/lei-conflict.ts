import type { IdentityConflict } from '@eseal/core/identity';

/** Whether the LEI extension is one side of a conflict: then F-19 reports it, otherwise F-07. */
export function concernsLeiExtension(conflict: IdentityConflict): boolean {
  return conflict.identifiers.some(({ place }) => place === 'lei-extension');
}
