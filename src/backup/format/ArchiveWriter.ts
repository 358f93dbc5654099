import { createHash } from 'node:crypto';
import { archiveRoot, type BackupEnd } from './BackupManifest.js';
import { tarBlock, tarHeader, tarPadding } from './tarHeader.js';

/** Takes the bytes of a file one after the other. */
interface ByteSink {
  write(bytes: Uint8Array): Promise<void>;
}

const asJson = (value: object): Buffer => Buffer.from(`${JSON.stringify(value, null, 1)}\n`);

/** Writes a tar file entry by entry, and at its end what all of it is checked by. */
export class ArchiveWriter {
  private readonly hash = createHash('sha256');
  private written = 0;

  constructor(
    private readonly sink: ByteSink,
    private readonly madeAt: Date,
  ) {}

  /** Bytes so far. */
  get bytes(): number {
    return this.written;
  }

  /** Writes an entry; its name is that in the folder of the archive. */
  async add(name: string, content: Uint8Array): Promise<void> {
    const header = tarHeader({ name: `${archiveRoot}/${name}`, size: content.length }, this.madeAt);
    await this.put(Buffer.concat([header, content, Buffer.alloc(tarPadding(content.length))]));
  }

  /** Writes an entry of JSON. */
  addJson(name: string, value: object): Promise<void> {
    return this.add(name, asJson(value));
  }

  /** Writes the last entry and the end of the file; gives the SHA-256 of the whole file. */
  async end(tables: BackupEnd['tables']): Promise<string> {
    await this.addJson('end.json', { sha256: this.hash.copy().digest('hex'), tables } satisfies BackupEnd);
    await this.put(Buffer.alloc(2 * tarBlock));
    return this.hash.digest('hex');
  }

  private async put(bytes: Uint8Array): Promise<void> {
    this.hash.update(bytes);
    this.written += bytes.length;
    await this.sink.write(bytes);
  }
}
