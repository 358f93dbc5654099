import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import type { Sql } from '../db/client.js';
import { isWord } from '../lib/text/isWord.js';
import type { FileDone } from './Receipt.js';

/** The lines of a CSV text, a quoted field with line ends in it being one. */
export function* csvRecords(text: string): Generator<string> {
  let begin = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"') quoted = !quoted;
    else if (text[at] === '\n' && !quoted) {
      yield text.slice(begin, at + 1);
      begin = at + 1;
    }
  }
  if (begin < text.length) yield text.slice(begin);
}

/** The same text in lower case without the doubled quotation marks of CSV within CSV. */
const plain = (record: string): string => record.replaceAll(/"+/g, '"').toLowerCase();

/** Writes a file in the place of another, whole or not at all. */
async function replaceFile(path: string, text: string): Promise<void> {
  // Always the same name: what a kill has left is written over by the next run.
  const beside = `${path}.facet-forget`;
  const { mode } = await stat(path);
  const handle = await open(beside, 'w', mode);
  try {
    // A single write may take a part of it where the disk is nearly full.
    await handle.writeFile(text);
    await handle.sync();
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
  await rename(beside, path);
}

async function rewrite(path: string, texts: readonly string[], dryRun: boolean): Promise<FileDone> {
  try {
    const records = [...csvRecords(await readFile(path, 'utf8'))];
    const kept = records.filter((record, index) => {
      const line = plain(record);
      return index === 0 || !texts.some((text) => isWord(line, text.toLowerCase()));
    });
    const rows = records.length - kept.length;
    if (rows > 0 && !dryRun) await replaceFile(path, kept.join(''));
    return { path, rows };
  } catch (error) {
    const { code } = error as { code?: string };
    return {
      path,
      rows: 0,
      problem: code === 'ENOENT' ? 'is not there' : `cannot be rewritten (${code ?? 'unknown'})`,
    };
  }
}

/** Leaves the rows that name the person out of the files of rejected rows that imports have written; `forgetting` says the person. */
export async function rewriteRejects(transaction: Sql, dryRun: boolean): Promise<FileDone[]> {
  const files = await transaction<{ path: string }[]>`select path from facet.rejects_files order by path`;
  const [person] = await transaction<{ texts: string[] }[]>`select texts from forgetting`;
  const done: FileDone[] = [];
  for (const { path } of files) done.push(await rewrite(path, person?.texts ?? [], dryRun));
  return done;
}
