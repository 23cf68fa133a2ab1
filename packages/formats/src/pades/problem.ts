/** Something that is wrong with a signature of a PDF; it does not keep it from being read. */
export interface Problem {
  /** `error` where it keeps the signature from saying what it covers. */
  readonly severity: 'error' | 'warning';
  /** In English. */
  readonly message: string;
}

export function problem(severity: Problem['severity'], message: string): Problem {
  return { severity, message };
}
