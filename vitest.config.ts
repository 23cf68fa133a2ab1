import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findJudge } from './interop/find-judge.ts';

const chromium = findJudge('chromium');
const conditions = ['@eseal/source'];
const resolveSource = { resolve: { conditions: [...conditions, 'module', 'browser', 'import', 'default'] } };
const resolveSourceNode = {
  resolve: { conditions: [...conditions, 'node', 'import', 'default'] },
  ssr: { resolve: { conditions: [...conditions, 'node', 'import', 'default'] } },
};
const neutral = ['core', 'signer-webcrypto', 'signer-csc', 'formats', 'validator'];

/**
 * The neutral packages' tests run twice, in Node and in headless Chromium; tests named `.node.test.ts` in Node only. No
 * module holds state that changes, so test files share what they import.
 */
export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    projects: [
      {
        ...resolveSourceNode,
        test: {
          name: 'node',
          environment: 'node',
          include: [
            'packages/*/{src,test}/**/*.test.ts',
            'fuzz/**/*.test.ts',
            'scripts/**/*.test.ts',
            'bench/**/*.test.mjs',
          ],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          isolate: false,
        },
      },
      {
        ...resolveSourceNode,
        test: {
          name: 'interop',
          environment: 'node',
          include: ['interop/**/*.test.ts', 'examples/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          // After the others: a judge is a process of its own, which takes a processor.
          sequence: { groupOrder: 1 },
        },
      },
      ...(chromium !== undefined
        ? [
            {
              ...resolveSource,
              // A cache from before a new import() would be made anew in the middle of the tests, and they would fail.
              optimizeDeps: { force: true },
              test: {
                name: 'chromium',
                include: neutral.map((name) => `packages/${name}/{src,test}/**/*.test.ts`),
                exclude: ['**/*.node.test.ts'],
                testTimeout: 60_000,
                hookTimeout: 120_000,
                isolate: false,
                browser: {
                  enabled: true,
                  headless: true,
                  screenshotFailures: false,
                  provider: playwright({
                    launchOptions: {
                      executablePath: chromium,
                      args: [
                        '--no-sandbox',
                        '--disable-gpu',
                        '--disable-quic',
                        '--disable-background-networking',
                        '--disable-component-update',
                        '--disable-sync',
                      ],
                    },
                  }),
                  instances: [{ browser: 'chromium' as const }],
                },
              },
            },
          ]
        : []),
    ],
  },
});
