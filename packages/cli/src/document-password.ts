/**
 * The password of encrypted documents: one for a run, from the environment, or asked for when a document cannot be opened
 * without it.
 *
 * @module
 */
import { EsealError, isEsealError } from '@eseal/core';
import type { ValidationReport } from '@eseal/validator';
import type { CommandIo } from './io.ts';
import { readSecret } from './secrets.ts';

/** Options that name the password. */
export interface PasswordOptions {
  readonly passwordEnv?: string;
}

/** Runs what opens a document; `use` is called again when a password turns out to be needed and is entered. */
export type OpenWithPassword = <T>(
  document: string,
  use: (password: string | undefined) => Promise<T>,
) => Promise<T>;

/**
 * How a run opens its documents. What a terminal was asked for is kept for the documents that follow.
 *
 * @throws CliError `USAGE` when the environment has no such variable
 */
export async function openWithPassword(options: PasswordOptions, io: CommandIo): Promise<OpenWithPassword> {
  const { passwordEnv } = options;
  let password =
    passwordEnv === undefined ? undefined : await readSecret(io, passwordEnv, 'password of the documents');
  return async (document, use) => {
    try {
      return await use(password);
    } catch (error) {
      const needed = isEsealError(error) && error.code === 'PDF_PASSWORD_REQUIRED';
      if (!needed || io.prompt === undefined) throw error;
      password = await readSecret(io, undefined, `password of ${document}`);
      return use(password);
    }
  };
}

/**
 * The report, unless it is on a document that no password opened: that is no verdict on its seals.
 *
 * @throws EsealError `PDF_PASSWORD_REQUIRED`, `PDF_PASSWORD_WRONG`
 */
export function assertOpened(report: ValidationReport): ValidationReport {
  for (const { facts, message } of report.findings) {
    const { code } = facts;
    if (code === 'PDF_PASSWORD_REQUIRED' || code === 'PDF_PASSWORD_WRONG')
      throw new EsealError(code, message.en);
  }
  return report;
}
