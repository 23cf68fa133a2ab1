/**
 * Reports as one HTML file: no script, nothing loaded from elsewhere. Apart from the main entry point, which most
 * programs need without it.
 *
 * @module
 */
export { certificateToHtml, toHtml } from './to-html.ts';
