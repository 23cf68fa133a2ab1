/**
 * `npm start`: from a fresh clone to a sealed and verified invoice. Needs Node and npm only.
 *
 * @module
 */
import { install, orStop, pnpm, runTypeScript } from './lib/steps.mjs';

orStop('The installation', install());
// JavaScript only: declarations take most of the time of a build, and an example does not need them.
orStop('The build', pnpm(['--silent', 'build'], { ESEAL_BUILD: 'js' }));
orStop('The example', runTypeScript('examples/seal-pdf.ts'));
