/**
 * The verdict on a document as a whole: that on its seals, or where it bears none, on its timestamps.
 *
 * @module
 */
import type { ParsedContainer, ParsedTimestamp } from '@eseal/core/container';
import {
  type Conclusion,
  failed,
  indeterminate,
  totalConclusion,
  worstConclusion,
} from '../report/conclusion.ts';
import { type Finding, findingOf, type Rule } from '../report/finding.ts';
import type { SealReport, TimestampReport } from '../report/report.ts';

/** What is said of the document as a whole. */
export interface DocumentVerdict {
  readonly conclusion: Conclusion;
  readonly findings: readonly Finding[];
}

const NO_SEAL: Rule = {
  id: 'NO_SEAL_FOUND',
  citation: 'EN 319 102-1 §5.1.3',
  message: { ja: '文書にeシールがありません。', en: 'The document bears no seal.' },
};

const UNKNOWN_FORMAT: Rule = {
  id: 'FORMAT_UNKNOWN',
  citation: 'EN 319 102-1 §5.2.2',
  message: {
    ja: 'eシールを含む形式のファイルではありません。',
    en: 'The file is of no format that can hold a seal.',
  },
};

const TIMESTAMPS_ONLY: Rule = {
  id: 'TIMESTAMPS_ONLY',
  citation: 'EN 319 102-1 §5.4',
  message: {
    ja: '文書にeシールはなく、タイムスタンプだけがあります。判定はタイムスタンプに対するもので、発行元を示すものではありません。',
    en: 'The document bears no seal, only timestamps. The verdict is on these: it says when the document existed, not whom it comes from.',
  },
};

const CHANGED_AFTER_TIMESTAMPS: Rule = {
  id: 'CHANGED_AFTER_TIMESTAMPS',
  citation: 'ISO 32000-2 §12.8.5',
  message: {
    ja: '最後のタイムスタンプの後でPDFに追加があります。追加された部分の時刻は証明されていません。',
    en: 'The PDF was added to after its last timestamp: nothing proves when that was.',
  },
};

const CONTAINER_BROKEN: Rule = {
  id: 'CONTAINER_STRUCTURE_BROKEN',
  citation: 'EN 319 102-1 §5.2.2',
  message: {
    ja: 'コンテナの構造に誤りがあるため、タイムスタンプが何に対するものか確実に判断できません。',
    en: 'The structure of the container is broken, so what its timestamps are over is not certain.',
  },
};

const DOCUMENT_BROKEN: Rule = {
  id: 'DOCUMENT_STRUCTURE_BROKEN',
  citation: 'EN 319 102-1 §5.2.2',
  message: {
    ja: '文書そのものに誤りがあるため({findings})、個々のシールの判定にかかわらず、文書は合格になりません。',
    en: 'The document itself is broken ({findings}): it cannot pass, whatever is said of its single seals.',
  },
};

/** The worst verdict on a seal; a document with nothing but timestamps has theirs. */
export function documentVerdict(
  container: ParsedContainer,
  size: number,
  seals: readonly SealReport[],
  timestamps: readonly TimestampReport[],
): DocumentVerdict {
  if (container.format === 'unknown')
    return {
      conclusion: totalConclusion(failed('FORMAT_FAILURE')),
      findings: [findingOf(UNKNOWN_FORMAT, 'error')],
    };
  if (seals.length > 0) return withDocument(container, seals, []);
  if (timestamps.length === 0) return withDocument(container, [], [findingOf(NO_SEAL, 'error')]);
  return timestampsVerdict(container, size, timestamps);
}

/** The worst verdict on a seal, and on the file around them: a seal that was removed has no verdict of its own. */
function withDocument(
  container: ParsedContainer,
  seals: readonly SealReport[],
  findings: readonly Finding[],
): DocumentVerdict {
  const broken = container.findings.filter(
    ({ severity, id }) => severity === 'error' && !OF_TIMESTAMPS.has(id),
  );
  const conclusions = seals.map(({ conclusion }) => conclusion);
  if (broken.length === 0) return { conclusion: worstConclusion(conclusions), findings };
  const ids = [...new Set(broken.map(({ id }) => id))];
  return {
    conclusion: worstConclusion([...conclusions, totalConclusion(failed('FORMAT_FAILURE'))]),
    findings: [...findings, findingOf(DOCUMENT_BROKEN, 'error', { findings: ids })],
  };
}

/** What is wrong with a document timestamp of a PDF keeps it from proving anything, and says nothing of the seals. */
const OF_TIMESTAMPS: ReadonlySet<string> = new Set([
  'PDF_SIGNATURE_DICTIONARY',
  'PDF_BYTE_RANGE',
  'PDF_SIGNATURE_REPLACED',
]);

function timestampsVerdict(
  container: ParsedContainer,
  size: number,
  timestamps: readonly TimestampReport[],
): DocumentVerdict {
  const conclusions = timestamps.map(({ conclusion }) => totalConclusion(conclusion));
  const findings = [findingOf(TIMESTAMPS_ONLY, 'information')];
  if (container.findings.some(({ severity }) => severity === 'error')) {
    conclusions.push(totalConclusion(failed('FORMAT_FAILURE')));
    findings.push(findingOf(CONTAINER_BROKEN, 'error'));
  }
  if (container.format === 'pades' && !container.timestamps.some((one) => reachesEnd(one, size))) {
    conclusions.push(totalConclusion(indeterminate('SIG_CONSTRAINTS_FAILURE')));
    findings.push(findingOf(CHANGED_AFTER_TIMESTAMPS, 'error'));
  }
  return { conclusion: worstConclusion(conclusions), findings };
}

/** Whether a timestamp covers the last byte of a file. */
function reachesEnd({ input }: ParsedTimestamp, size: number): boolean {
  return input?.kind === 'ranges' && input.ranges.some(({ end }) => end === size);
}
