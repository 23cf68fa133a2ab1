/**
 * Editions of the certificate profile. Which one holds for a certificate depends on the day it was issued: the edition
 * of 2021 until the accreditation scheme begins to operate, the edition of 2024 from then on (Guidelines on e-Seal,
 * MIC, 2nd edition, preface).
 *
 * @module
 */
import type { LocalizedText } from '@eseal/core/identity';

/** An edition of the guidelines. */
export interface ProfileEdition {
  readonly id: 'mic-2021' | 'mic-2024';
  readonly title: LocalizedText;
  /** Certification authorities can be accredited, and so certificates be of level 2. */
  readonly accreditation: boolean;
}

/** The editions, oldest first. */
const PROFILE_EDITIONS: Readonly<Record<ProfileEdition['id'], ProfileEdition>> = {
  'mic-2021': {
    id: 'mic-2021',
    title: { ja: 'eシールに係る指針(2021年6月)', en: 'Guidelines on e-Seal, June 2021' },
    accreditation: false,
  },
  'mic-2024': {
    id: 'mic-2024',
    title: { ja: 'eシールに係る指針(第2版、2024年4月)', en: 'Guidelines on e-Seal, 2nd edition, April 2024' },
    accreditation: true,
  },
};

/**
 * The edition for certificates issued at a time.
 *
 * @param schemeStart - when the accreditation scheme begins to operate; as long as it is not given, the newest edition holds
 */
export function profileEditionAt(issued: Date, schemeStart?: Date): ProfileEdition {
  const before = schemeStart !== undefined && issued < schemeStart;
  return before ? PROFILE_EDITIONS['mic-2021'] : PROFILE_EDITIONS['mic-2024'];
}
