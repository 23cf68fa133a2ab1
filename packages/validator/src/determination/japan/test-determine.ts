/** What becomes of an accredited seal with something changed about it. */
import { accreditedSeal, JP_RULES } from '../../../test/japanese-scheme.ts';
import { type SealCertificateChanges, sealCertificate } from '../../../test/seal-certificate.ts';
import type { JapaneseDetermination } from '../../report/determination.ts';
import type { DeterminationInput } from '../input.ts';
import type { JapaneseRules } from '../japanese-rules.ts';
import { determineJapaneseSeal } from './determine-seal.ts';
import { japaneseHeadline } from './headline.ts';

/** What differs from the accredited seal, and from its certificate. */
export type Situation = Partial<DeterminationInput> & { readonly of?: SealCertificateChanges };

/** The determination with its headline, and its findings by their ids. */
export interface Determined extends JapaneseDetermination {
  readonly headline: string;
  readonly ids: readonly string[];
}

export async function determine(
  { of = {}, ...changes }: Situation = {},
  rules: JapaneseRules = JP_RULES,
): Promise<Determined> {
  const input = accreditedSeal(await sealCertificate(of), changes);
  const determination = determineJapaneseSeal(input, rules);
  const headline = japaneseHeadline(determination, input.conclusion).en;
  return { ...determination, headline, ids: determination.findings.map(({ id }) => id) };
}
