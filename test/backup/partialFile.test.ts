import { expect, it } from '@jest/globals';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PartialFile } from '../../src/backup/format/PartialFile.js';
import { makeTestFolder, removeTestFolder } from '../support/testFolder.js';

it('removes what a killed program of its own process number has left, and takes no name for the file of another', async () => {
  const folder = await makeTestFolder('partial');
  const file = (name: string): string => join(folder, name);
  const partial = file(`.mine.tar.${process.pid}.partial`);
  await writeFile(partial, 'left by a program of another container');
  const first = await PartialFile.open(file('mine.tar'), false);
  await first.write(Buffer.from('half'));
  const second = await PartialFile.open(file('mine.tar'), false);
  await second.write(Buffer.from('who'));
  await expect(first.finish()).rejects.toThrow(
    /mine\.tar cannot be written: another program began to write it meanwhile; let one at a time do that\.$/,
  );
  await second.write(Buffer.from('le'));
  await second.finish();
  expect(await readFile(file('mine.tar'), 'utf8')).toBe('whole');
  expect((await readdir(folder)).filter((name) => name.includes('mine'))).toEqual(['mine.tar']);
  await removeTestFolder(folder);
});
