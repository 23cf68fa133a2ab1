/** What a clerk sees of a seal that trusted lists, or a bridge, say something of. */
import { japaneseHeadline, type SealReport, type ValidationReport } from '@eseal/validator';
import { summarize } from './summary.ts';

const language = process.env.LANG?.startsWith('ja') ? 'ja' : 'en';

const ROUTES = {
  'trusted-list': { en: 'a trusted list', ja: 'トラステッドリスト' },
  bridge: { en: "one's own authority, across the bridge", ja: '自ドメインの認証局(ブリッジ経由)' },
  pinned: { en: 'an authority that is trusted directly', ja: '直接信頼する認証局' },
  none: { en: 'nobody', ja: 'なし' },
} as const;

const WORDS = {
  en: {
    trust: 'Trust  ',
    eu: 'EU     ',
    japan: 'Japan  ',
    by: (a: string, b: string) => `${a} recognises ${b}`,
  },
  ja: {
    trust: '信頼　　',
    eu: 'ＥＵ　　',
    japan: '日本　　',
    by: (a: string, b: string) => `${a}が${b}を相互承認`,
  },
} as const;

/** Prints a seal under a title; throws for a document without any. */
export function printSeal(
  title: Readonly<Record<'en' | 'ja', string>>,
  report: ValidationReport,
): SealReport {
  const [seal] = report.seals;
  if (seal === undefined) throw new Error('there is no seal');
  const { conclusion, determinations } = seal;
  const { trust } = seal.path;
  const words = WORDS[language];
  console.log(`${title[language]}\n${summarize(report)}`);
  console.log(
    `  ${words.trust}  ${ROUTES[trust.route][language]}${trust.service === null ? '' : `: ${trust.service}`}`,
  );
  const { eu, japan } = determinations;
  if (eu !== null) console.log(`  ${words.eu}  ${eu.qualification}${recognized(eu.recognition)}`);
  if (japan !== null) {
    const headline = japaneseHeadline(japan, conclusion)[language];
    console.log(`  ${words.japan}  ${headline}${recognized(japan.recognition)}`);
  }
  return seal;
}

type Recognition = NonNullable<SealReport['determinations']['eu']>['recognition'];

function recognized(recognition: Recognition): string {
  if (recognition === null) return '';
  const { legalIdentifier, recognizedBy, territory } = recognition;
  return ` (${WORDS[language].by(recognizedBy, territory)}: ${legalIdentifier})`;
}
