/** The fork has the interface of better-sqlite3; its own declarations are not found through its package's exports. */
declare module 'better-sqlite3-multiple-ciphers' {
  import Database from 'better-sqlite3';
  export default Database;
}
