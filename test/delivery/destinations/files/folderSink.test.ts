import { chmod, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openFolder } from '../../../../src/delivery/destinations/files/folderSink.js';
import { HandOverFailure } from '../../../../src/delivery/destinations/HandOverFailure.js';
import { makeTestFolder, removeTestFolder } from '../../../support/testFolder.js';

let root: string;

beforeAll(async () => {
  root = await makeTestFolder('sink');
});

afterAll(() => removeTestFolder(root));

const { signal } = new AbortController();

const file = (name: string) => ({ path: ['day', name] as const, contentType: 'text/csv', idempotencyKey: 'k' });

const visible = async (): Promise<string[]> =>
  (await readdir(join(root, 'day'))).filter((name) => !name.startsWith('.')).toSorted();

describe('openFolder', () => {
  it('shows a file once it is whole, in place of the one that was there', async () => {
    for (const content of ['first', 'second one']) {
      const sink = await openFolder(root)(file('a.csv'), signal);
      const before = await visible();
      await sink.write(Buffer.from(content.slice(0, 3)));
      expect(await visible()).toEqual(before);
      await sink.write(Buffer.from(content.slice(3)));
      await sink.finish();
      expect(await readFile(sink.location, 'utf8')).toBe(content);
    }
    expect(await readdir(join(root, 'day'))).toEqual(['a.csv']);
  });

  it('begins anew where a killed run has left half a file', async () => {
    await writeFile(join(root, 'day', '.b.csv.partial'), 'half of a longer file');
    const sink = await openFolder(root)(file('b.csv'), signal);
    await sink.write(Buffer.from('new'));
    await sink.finish();
    expect(await readFile(join(root, 'day', 'b.csv'), 'utf8')).toBe('new');
  });

  it('leaves nothing behind of what was abandoned', async () => {
    const sink = await openFolder(root)(file('c.csv'), signal);
    await sink.write(Buffer.from('x'));
    await sink.abandon();
    expect(await readdir(join(root, 'day'))).toEqual(['a.csv', 'b.csv']);
  });

  it('makes no folder where there is none, and says so', async () => {
    const missing = join(root, 'not-mounted');
    await expect(openFolder(missing)(file('a.csv'), signal)).rejects.toEqual(
      new HandOverFailure(`cannot be written to, for its folder ${missing} is not there`),
    );
    await writeFile(join(root, 'plain'), '');
    await expect(openFolder(join(root, 'plain'))(file('a.csv'), signal)).rejects.toThrow('is no folder');
  });

  it('cannot write over a folder of that name', async () => {
    await mkdir(join(root, 'day', 'd.csv', 'x'), { recursive: true });
    const sink = await openFolder(root)(file('d.csv'), signal);
    await expect(sink.finish()).rejects.toThrow(/^cannot be written to, for its folder .* cannot be written: E/);
    await chmod(join(root, 'day', 'd.csv'), 0o755);
  });
});
