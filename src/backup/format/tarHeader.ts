/** Bytes of a block: a header is one, and an entry is filled up to whole ones. */
export const tarBlock = 512;

/** An entry of a tar file, as its header says it. */
export interface TarEntry {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

/** Where the checksum stands, which is worked out with spaces in its place. */
const [sumAt, sumEnd] = [148, 156];

const sumOf = (header: Buffer): number =>
  header.reduce((sum, byte, at) => sum + (at >= sumAt && at < sumEnd ? 0x20 : byte), 0);

const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, '0')}\0`;

/** The header of a file in the form `ustar` of POSIX. Names have 100 bytes at most. */
export function tarHeader({ name, size }: TarEntry, modified: Date): Buffer {
  const header = Buffer.alloc(tarBlock);
  header.write(name, 0, 100, 'ascii');
  header.write(octal(0o600, 7), 100, 'ascii');
  header.write(octal(0, 7), 108, 'ascii');
  header.write(octal(0, 7), 116, 'ascii');
  header.write(octal(size, 11), 124, 'ascii');
  header.write(octal(Math.floor(modified.getTime() / 1000), 11), 136, 'ascii');
  // The kind: a plain file.
  header.write('0', 156, 'ascii');
  header.write('ustar\u000000', 257, 'ascii');
  header.write(`${octal(sumOf(header), 6)} `, sumAt, 'ascii');
  return header;
}

/** Reads a header; undefined for a block that is none. */
export function readTarHeader(block: Buffer): TarEntry | undefined {
  const text = (from: number, to: number): string => block.toString('latin1', from, to).split('\0', 1)[0] ?? '';
  const isUstar = text(257, 263) === 'ustar';
  const sum = Number.parseInt(text(sumAt, sumEnd).trim(), 8);
  const size = /^[0-7]{11}$/.test(text(124, 136)) ? Number.parseInt(text(124, 136), 8) : Number.NaN;
  if (block.length !== tarBlock || !isUstar || sum !== sumOf(block) || Number.isNaN(size)) return undefined;
  return { name: text(0, 100), size };
}

/** Bytes that fill an entry up to whole blocks. */
export const tarPadding = (size: number): number => (tarBlock - (size % tarBlock)) % tarBlock;
