/**
 * @eseal's own validator, beside the others: it must come to the same verdict.
 *
 * @module
 */
import { createPinnedTrust, type SealReport, validate } from '@eseal/validator';
import { joinVerdicts, type SealJudge, type Verdict } from './verdict.ts';

/** The validator as a judge; without network, so that revocation is known from what a file carries or not at all. */
export function createEseal(): SealJudge {
  return {
    name: '@eseal',
    scope: 'seals',
    async judge({ bytes, content, selfContained, trust }) {
      const report = await validate(bytes, {
        trust: createPinnedTrust([trust.certificate]),
        revocation: selfContained === true ? 'required' : 'none',
        ...(content === undefined
          ? {}
          : {
              contents: [
                { source: content.bytes, ...(content.name === undefined ? {} : { name: content.name }) },
              ],
            }),
      });
      return joinVerdicts(report.seals.map(readSeal), JSON.stringify(report.conclusion));
    },
    version: async () => 'this checkout',
  };
}

function readSeal({ conclusion, adesLevel, structure, checks, timestamps }: SealReport): Verdict {
  const accepted = conclusion.indication === 'TOTAL-PASSED';
  const failures = checks.filter(({ status }) => status === 'failed').map(({ id }) => id);
  const problems = [
    ...(accepted ? [] : [`${conclusion.indication} ${conclusion.subIndication}`, ...failures]),
    ...(structure.valid ? [] : structure.messages),
  ];
  return {
    accepted: accepted && structure.valid,
    seals: 1,
    ...(adesLevel === null ? {} : { levels: [adesLevel] }),
    timestampsAccepted: timestamps.every((one) => one.conclusion.indication === 'PASSED'),
    reason: problems.join(', '),
  };
}
