import type { Stats } from 'node:fs';
import { link, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { processStart } from '../../db/embedded/processes.js';
import { fileReason } from '../../lib/errors/fileReason.js';
import { UserError } from '../../lib/errors/UserError.js';

const codeOf = (error: unknown): string => (error as { code?: string }).code ?? '';

type Identity = Pick<Stats, 'dev' | 'ino'>;

/** The failure to write a file, as a sentence. */
function cannotWrite(file: string, error: unknown): UserError {
  if (error instanceof UserError) return error;
  const advice: Readonly<Record<string, string>> = {
    EEXIST: '; choose another name, or say --overwrite',
    ENOSPC: '; nothing is left of it, so make room and run the command again',
  };
  return new UserError(
    `${file} cannot be written: ${fileReason(error)}${advice[codeOf(error)] ?? ''}.`,
    'BACKUP_NOT_WRITTEN',
  );
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    (error: unknown) => codeOf(error) !== 'ENOENT',
  );

/** Removes what killed programs of this machine have left of the same file; one that had this number, as the first of a container has, too. */
async function removeLeftovers(folder: string, name: string): Promise<void> {
  for (const one of await readdir(folder)) {
    const pid = one.startsWith(`.${name}.`) ? /^\d+(?=\.partial$)/.exec(one.slice(name.length + 2))?.[0] : undefined;
    if (pid === undefined) continue;
    if (Number(pid) === process.pid || processStart(Number(pid)) === undefined)
      await rm(join(folder, one), { force: true });
  }
}

/** A file that its owner alone may read, and that has its name when it is whole, and not before. */
export class PartialFile {
  private constructor(
    private readonly file: string,
    private readonly path: string,
    private readonly partial: string,
    private readonly overwrite: boolean,
    private readonly handle: FileHandle,
    /** Which file it is: another container may take its name for one that was left. */
    private readonly identity: Identity,
  ) {}

  /** Begins a file. Throws a `UserError` (`BACKUP_NOT_WRITTEN`) where there is one already, unless it is to be overwritten. */
  static async open(file: string, overwrite: boolean): Promise<PartialFile> {
    const path = resolve(file);
    const [folder, name] = [dirname(path), basename(path)];
    try {
      if (!overwrite && (await exists(path))) throw Object.assign(new Error('exists'), { code: 'EEXIST' });
      if (
        await stat(path).then(
          (found) => found.isDirectory(),
          () => false,
        )
      )
        throw Object.assign(new Error('folder'), { code: 'EISDIR' });
      await removeLeftovers(folder, name);
      const partial = join(folder, `.${name}.${process.pid}.partial`);
      const handle = await open(partial, 'wx', 0o600);
      return new PartialFile(file, path, partial, overwrite, handle, await handle.stat());
    } catch (error) {
      throw cannotWrite(file, error);
    }
  }

  async write(bytes: Uint8Array): Promise<void> {
    try {
      await this.handle.writeFile(bytes);
    } catch (error) {
      throw cannotWrite(this.file, error);
    }
  }

  /** Gives it its name, once all of it is on the disk. */
  async finish(): Promise<void> {
    try {
      await this.handle.sync();
      await this.handle.close();
      if (!(await this.isThere()))
        throw new UserError(
          `${this.file} cannot be written: another program began to write it meanwhile; let one at a time do that.`,
          'BACKUP_NOT_WRITTEN',
        );
      await this.takeName();
      const folder = await open(dirname(this.path), 'r');
      try {
        await folder.sync();
      } finally {
        await folder.close();
      }
    } catch (error) {
      await this.abandon();
      throw cannotWrite(this.file, error);
    }
  }

  /** Removes what was written. */
  async abandon(): Promise<void> {
    await this.handle.close().catch(() => {});
    if (await this.isThere()) await rm(this.partial, { force: true }).catch(() => {});
  }

  private isThere(): Promise<boolean> {
    return stat(this.partial).then(
      ({ dev, ino }) => dev === this.identity.dev && ino === this.identity.ino,
      () => false,
    );
  }

  private async takeName(): Promise<void> {
    if (this.overwrite) return rename(this.partial, this.path);
    try {
      // Unlike a rename it fails where somebody else has made the file meanwhile.
      await link(this.partial, this.path);
      await rm(this.partial);
    } catch (error) {
      if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(codeOf(error))) throw error;
      if (await exists(this.path)) throw Object.assign(new Error('exists'), { code: 'EEXIST' });
      await rename(this.partial, this.path);
    }
  }
}
