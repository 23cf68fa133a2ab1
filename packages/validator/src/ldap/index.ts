/**
 * Directories over LDAP, in Node.
 *
 * @module
 */
export {
  createLdapDirectory,
  type LdapBind,
  type LdapCallOptions,
  type LdapDirectory,
  type LdapDirectoryOptions,
} from './directory.ts';
export type { PkiAttribute } from './ldap-url.ts';
