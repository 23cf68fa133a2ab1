/** Keys in an HSM or on a token. @module */
export {};
