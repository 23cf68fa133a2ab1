import { defineConfig } from 'tsup';
import { buildForNode } from '../../tsup.base.ts';

export default defineConfig(buildForNode({ index: 'src/index.ts' }));
