/**
 * How a path came to be trusted.
 *
 * @module
 */
import type { TrustAnchor, TrustRoute } from '../trust/source.ts';
import type { StepRole } from './step-roles.ts';

/** The route of a path: own anchors of a bridge are pinned ones for what does not leave their domain. */
export function pathRoute({ route }: Pick<TrustAnchor, 'route'>, roles: readonly StepRole[]): TrustRoute {
  return route === 'bridge' && !roles.includes('cross') ? 'pinned' : route;
}
