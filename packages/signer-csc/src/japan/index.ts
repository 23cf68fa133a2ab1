/** The Japanese extension of the CSC API, experimental. @module */
export {};
