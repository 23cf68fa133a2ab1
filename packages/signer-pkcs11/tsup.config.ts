import { defineConfig } from 'tsup';
import { buildForNode } from '../../tsup.base.ts';

// shims: the CommonJS build finds the code of its threads by import.meta.url, as the other does.
export default defineConfig(
  buildForNode({ index: 'src/index.ts', worker: 'src/worker/worker.ts' }, { shims: true }),
);
