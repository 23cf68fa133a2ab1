/** What most people want to know of a report, in a few lines; `toText` has the rest. */
import type { SealReport, ValidationReport } from '@eseal/validator';

const WORDS = {
  en: {
    verdict: 'Verdict',
    seal: 'Seal of',
    time: 'Sealed ',
    covers: 'Covers ',
    before: (time: string) => `before ${time}, as its timestamp proves`,
    claimed: (time: string) => `${time}, as it claims`,
    whole: 'the whole document',
    proven: 'the whole document; its proofs were added afterwards',
    part: 'a part of the document',
  },
  ja: {
    verdict: '検証結果',
    seal: '発行元　',
    time: '日時　　',
    covers: '範囲　　',
    before: (time: string) => `${time} 以前（タイムスタンプによる証明）`,
    claimed: (time: string) => `${time}（シールの自己申告）`,
    whole: '文書全体',
    proven: '文書全体（検証情報はその後に追加）',
    part: '文書の一部',
  },
} as const;

/** Some lines on each seal, in the language of the terminal. */
export function summarize({ seals }: ValidationReport): string {
  return seals.flatMap(summarizeSeal).join('\n');
}

function summarizeSeal(seal: SealReport): readonly string[] {
  const words = WORDS[process.env.LANG?.startsWith('ja') ? 'ja' : 'en'];
  const { conclusion, organization, proofOfExistence, claimedTime, bestSignatureTime, scope } = seal;
  const who = [organization?.name ?? '-', ...(organization?.identifiers ?? []).map(({ raw }) => raw)];
  const time = (date: Date | null): string => date?.toISOString().replace('.000Z', 'Z') ?? '-';
  const when =
    proofOfExistence === 'now' ? words.claimed(time(claimedTime)) : words.before(time(bestSignatureTime));
  return [
    `  ${words.seal}  ${who.join(', ')}`,
    `  ${words.time}  ${when}`,
    `  ${words.covers}  ${words[coverage(scope)]}`,
    `  ${words.verdict}  ${conclusion.indication}`,
  ];
}

/** Of a PDF at B-LTA the seal covers everything but what proves it. */
function coverage({ coversWholeDocument, pdf }: SealReport['scope']): 'whole' | 'proven' | 'part' {
  if (coversWholeDocument) return 'whole';
  const { modifications = [] } = pdf ?? {};
  return modifications.length > 0 && modifications.every(({ permitted }) => permitted) ? 'proven' : 'part';
}
