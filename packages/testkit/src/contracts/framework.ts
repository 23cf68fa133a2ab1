/** What a contract suite needs of a test framework: vitest, Jest and Bun have it as it is. */

/** The functions of a test framework. */
export interface TestFramework {
  readonly describe: (name: string, define: () => void) => void;
  readonly it: (name: string, test: () => Promise<void>) => void;
  readonly expect: (actual: unknown) => {
    toBe(expected: unknown): void;
    toEqual(expected: unknown): void;
  };
}

/** The `code` of what a promise is rejected with; `resolved` when it is not, `no code` for an error without one. */
export async function rejectionCode(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'resolved';
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
    return typeof code === 'string' ? code : 'no code';
  }
}
