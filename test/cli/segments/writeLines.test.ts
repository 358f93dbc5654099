import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { writeLines } from '../../../src/cli/segments/writeLines.js';
import { makeTestFolder, removeTestFolder } from '../../support/testFolder.js';

let folder: string;
beforeAll(async () => {
  folder = await makeTestFolder();
});
afterAll(() => removeTestFolder(folder));

/** Texts, each a while after the one before. */
async function* slowly(...texts: readonly string[]): AsyncGenerator<string> {
  for (const text of texts) {
    await delay(5);
    yield text;
  }
}

it('a file is written whole', async () => {
  const file = join(folder, 'whole.csv');
  await writeLines(file, slowly('a\n', '', 'b\n', 'x'.repeat(100_000)));
  expect(readFileSync(file, 'utf8')).toBe(`a\nb\n${'x'.repeat(100_000)}`);
  expect(existsSync(`${file}.part`)).toBe(false);
});

it('a file that cannot be made is refused', async () => {
  const file = join(folder, 'none', 'members.csv');
  await expect(writeLines(file, slowly('a'))).rejects.toMatchObject({
    name: 'UserError',
    message: expect.stringContaining(`${file} cannot be written: there is no such folder.`),
  });
});

it('a full disk is told, also where it fills while more is read, and the old file stays', async () => {
  const file = join(folder, 'full.csv');
  writeFileSync(file, 'old');
  symlinkSync('/dev/full', `${file}.part`);
  await expect(writeLines(file, slowly('a\n', 'b\n', 'c\n'))).rejects.toMatchObject({
    name: 'UserError',
    message: expect.stringContaining(`${file} cannot be written: the disk is full.`),
  });
  expect(readFileSync(file, 'utf8')).toBe('old');
});

it('of texts that fail nothing is left', async () => {
  const before = readdirSync(folder);
  async function* failing(): AsyncGenerator<string> {
    yield* slowly('a');
    throw new TypeError('no more');
  }
  await expect(writeLines(join(folder, 'failed.csv'), failing())).rejects.toThrow('no more');
  expect(readdirSync(folder)).toEqual(before);
});
