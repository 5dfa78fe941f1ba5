/** The SQLite file of a vector (FORMAT.md §4), by Node's own SQLite. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Row } from './ocv1.ts';

export const SCHEMA = ['m', 'r'].map((name) => `CREATE TABLE ${name}(k INTEGER PRIMARY KEY,b BLOB NOT NULL) STRICT`);

export interface Layout {
  m: Row[];
  r: Row[];
  applicationId: number;
  userVersion: number;
  pageSize: number;
  /** Before anything else. */
  pragmas: string[];
  schema: string[];
  /** After the rows. */
  then: string[];
  /** The rows of a table that may not be there. */
  insert: (table: string) => string;
}

const RIGHT: Omit<Layout, 'm' | 'r'> = {
  applicationId: 0x4f435631,
  userVersion: 1,
  pageSize: 4096,
  pragmas: [],
  schema: SCHEMA,
  then: [],
  insert: (table) => `INSERT INTO ${table}(k, b) VALUES(?, ?)`,
};

export function layOut(layout: Pick<Layout, 'm' | 'r'> & Partial<Layout>): Buffer {
  const { m, r, applicationId, userVersion, pageSize, pragmas, schema, then, insert } = { ...RIGHT, ...layout };
  return inScratch((file) => {
    const database = new DatabaseSync(file, { enableForeignKeyConstraints: false });
    try {
      for (const sql of [`PRAGMA page_size=${pageSize}`, 'PRAGMA synchronous=OFF', ...pragmas, 'BEGIN', `PRAGMA application_id=${applicationId}`, `PRAGMA user_version=${userVersion}`, ...schema]) database.exec(sql);
      for (const [table, rows] of [['m', m], ['r', r]] as const) for (const { k, b } of rows) database.prepare(insert(table)).run(k, b);
      for (const sql of [...then, 'COMMIT']) database.exec(sql);
    } finally {
      database.close();
    }
    return dated(readFileSync(file));
  });
}

/** Runs SQL on a file that is finished, the way a stranger with an SQLite shell would. */
export function altered(bytes: Buffer, ...statements: string[]): Buffer {
  return inScratch((file) => {
    writeFileSync(file, bytes);
    const database = new DatabaseSync(file, { enableForeignKeyConstraints: false, defensive: false });
    try {
      for (const sql of statements) database.exec(sql);
    } finally {
      database.close();
    }
    return dated(readFileSync(file));
  });
}

/** The number of the SQLite that wrote it means nothing, and would change with every new Node. */
function dated(file: Buffer): Buffer {
  if (file.length >= 100) file.writeUInt32BE(3_050_000, 96);
  return file;
}

function inScratch<T>(work: (file: string) => T): T {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'other-chair-vectors-'));
  try {
    return work(path.join(folder, 'journal.ocv'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
