import { defineConfig } from 'tsup';
import { buildForNode } from '../../tsup.base.ts';

export default defineConfig(buildForNode({ eseal: 'src/eseal.ts' }, { format: ['esm'], dts: false }));
