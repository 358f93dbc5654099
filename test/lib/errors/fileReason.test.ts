import { expect, it } from '@jest/globals';
import { open, writeFile } from 'node:fs/promises';
import { fileReason } from '../../../src/lib/errors/fileReason.js';

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

it('says of real failures why a file cannot be written', async () => {
  expect(fileReason(await failureOf(writeFile('/nowhere/file', 'x')))).toBe('there is no such folder');
  expect(fileReason(await failureOf(writeFile('/dev/full', 'x')))).toBe('the disk is full');
  expect(fileReason(await failureOf(writeFile('/', 'x')))).toBe('it is a folder');
  expect(fileReason(await failureOf(open('/dev/full', 'wx')))).toBe('it is there already');
});

it('leaves others as the system says them', () => {
  expect(fileReason(Object.assign(new Error('EIO: i/o error, write'), { code: 'EIO' }))).toBe('EIO: i/o error, write');
});
