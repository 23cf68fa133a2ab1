import { defineConfig } from 'tsup';
import { buildForAll } from '../../tsup.base.ts';

export default defineConfig(buildForAll({ index: 'src/index.ts', japan: 'src/japan/index.ts' }));
