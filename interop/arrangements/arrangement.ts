/**
 * Seals that stand together, or were made in an unusual way.
 *
 * @module
 */
import type { JudgeName } from '../judges/for-each-judge.ts';
import type { SealedBytes } from '../lib/sealed-bytes.ts';
import type { TwoSealsWorld } from '../lib/two-seals-world.ts';
import type { Workbench } from '../lib/workbench.ts';

/** What an arrangement may be made with. */
export interface Workshop {
  readonly bench: Workbench;
  readonly world: TwoSealsWorld;
}

/** A file to be judged. */
export interface Arrangement {
  readonly name: string;
  readonly kind: SealedBytes['kind'];
  readonly seals: number;
  /** Judges that cannot read it, for a reason that its maker states. */
  readonly without?: readonly JudgeName[];
  /** Bytes of the document that the sealed file, or its content, shows as they are. */
  readonly marker: Uint8Array;
  readonly make: (workshop: Workshop) => Promise<SealedBytes>;
}
