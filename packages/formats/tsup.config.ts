import { defineConfig } from 'tsup';
import { buildForAll } from '../../tsup.base.ts';

export default defineConfig(
  buildForAll({
    cades: 'src/cades/index.ts',
    pades: 'src/pades/index.ts',
    xades: 'src/xades/index.ts',
    asic: 'src/asic/index.ts',
    xml: 'src/xml/index.ts',
    detect: 'src/detect.ts',
  }),
);
