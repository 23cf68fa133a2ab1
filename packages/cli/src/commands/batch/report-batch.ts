/**
 * The report at the end of a batch.
 *
 * @module
 */
import type { BatchManifest } from '@eseal/core';
import type { BatchFiles } from './batch-files.ts';
import type { BatchCounts } from './batch-summary.ts';

/** What a report is made of. */
export interface BatchFacts {
  readonly counts: BatchCounts;
  readonly manifest: BatchManifest;
  readonly files: BatchFiles;
  /** That sealing took. */
  readonly seconds: number;
}

/** The report as an object. */
export interface BatchReport extends BatchCounts, BatchFiles {
  /** On the frozen list. */
  readonly documents: number;
  readonly manifestDigest: string;
  readonly seconds: number;
  /** Documents per second; `null` where no time passed. */
  readonly rate: number | null;
}

/** The report of a batch. */
export function batchReport({ counts, manifest, files, seconds }: BatchFacts): BatchReport {
  const done = counts.sealed + counts.kept + counts.failed;
  return {
    documents: manifest.entries.length,
    ...counts,
    manifestDigest: manifest.digest,
    ...files,
    seconds,
    rate: seconds > 0 ? Math.round(done / seconds) : null,
  };
}

/** The report as text. */
export function batchReportText(summary: BatchReport): string {
  const { documents, sealed, kept, failed, stopped, failures, lowerLevel, askedTwice } = summary;
  const counts = [`${sealed} sealed`, `${kept} kept`, `${failed} failed`, `${stopped} stopped`];
  return [
    `${documents} documents: ${counts.join(', ')}`,
    ...Object.entries(failures).map(([code, count]) => `  ${count} ${code}`),
    ...(lowerLevel > 0 ? [`  ${lowerLevel} of those sealed are at a lower level than was asked for`] : []),
    ...(askedTwice > 0
      ? [`  ${askedTwice} of those sealed had been begun by an earlier run: their keys were asked twice`]
      : []),
    `manifest  ${summary.manifestDigest}`,
    `results   ${summary.results}`,
    `rate      ${summary.rate ?? '-'}/s in ${summary.seconds.toFixed(1)} s`,
    '',
  ].join('\n');
}
