/** Baseline levels of the AdES formats (EN 319 122-1, EN 319 132-1, EN 319 142-1), each containing the one before. */
export type AdesLevel = 'B-B' | 'B-T' | 'B-LT' | 'B-LTA';

/** The levels in ascending order. */
export const ADES_LEVELS: readonly AdesLevel[] = ['B-B', 'B-T', 'B-LT', 'B-LTA'];

/** Whether a level contains another. */
export function includesLevel(level: AdesLevel, contained: AdesLevel): boolean {
  return ADES_LEVELS.indexOf(level) >= ADES_LEVELS.indexOf(contained);
}
