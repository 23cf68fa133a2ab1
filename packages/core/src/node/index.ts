/** Files as documents, in Node. @module */
export { type FileDocument, openFile } from './open-file.ts';
