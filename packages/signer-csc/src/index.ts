/** Keys at a remote provider over the CSC API. @module */
export { type CallOutcome, CscError, type CscErrorCode, type CscErrorDetails } from './errors.ts';
export { type CscSignerOptions, createCscSigner } from './signer/create-csc-signer.ts';
